import type { ClosingDraft, Locale, Ticket, UseProduct } from '@field/core';
import type { Input } from '../resources/api.ts';
import { checkEvidence, type EvidenceUpload } from '../resources/check-evidence.ts';
import type { ReportOptions } from '../resources/refuse-unready.ts';
import type { OutboxItem } from './outbox-snapshot.ts';
import type { Queued, QueueResources } from './queue-resources.ts';
import type { ReportFile } from './report-files.ts';

/** A whole report: its files and material first, the closing last. */
export interface Report {
  /** Photos and signatures; each goes into the closing's field of its category. */
  readonly evidence?: readonly EvidenceUpload[] | undefined;
  readonly products?: readonly Input<UseProduct>[] | undefined;
  readonly closing: Input<ClosingDraft>;
}

type StoreFile = (ticketId: string, file: EvidenceUpload) => Promise<{ readonly reference: string }>;

/** Queues a report's steps in their order; `resources` store nothing by themselves, `storeFile` may. */
export async function queueReport(
  resources: QueueResources,
  storeFile: StoreFile,
  ticketId: string,
  report: Report,
  options: ReportOptions,
): Promise<Queued<Ticket>> {
  const { closing, evidence = [], products = [] } = report;
  const photos = [...(closing.photos ?? [])];
  const signatures: Partial<Record<'customerSignature' | 'technicianSignature', string>> = {};
  const shown: { readonly id: string; readonly subject?: string | undefined }[] = [];
  for (const upload of evidence) {
    const { reference } = await storeFile(ticketId, upload);
    shown.push({ id: reference, subject: upload.subject });
    if (upload.category === 'photo') photos.push(reference);
    else signatures[upload.category] = reference;
  }
  for (const product of products) await resources.products.use(ticketId, product);
  const context = {
    ...options.context,
    evidence: [...(options.context?.evidence ?? []), ...shown],
    uses: [...(options.context?.uses ?? []), ...products],
  };
  const whole = { ...closing, ...signatures, photos };
  return resources.closings.close(ticketId, whole, { ...options, context });
}

/** Goes through a report without storing it. */
export async function rehearse(): Promise<unknown> {
  return undefined;
}

/** Checks a file and names it, without storing it. */
export function nameFile(locale: Locale): StoreFile {
  let named = 0;
  return async (_, file) => {
    checkEvidence(file, locale);
    named += 1;
    return { reference: `file:${named}` };
  };
}

/** How far the work of one ticket is, files included. */
export interface TicketProgress {
  readonly done: number;
  readonly total: number;
  /** Of its files. */
  readonly sentBytes: number;
  readonly totalBytes: number;
  /** Files first, then changes in their order. */
  readonly steps: readonly TicketStep[];
}

/** One file or change of a ticket. */
export interface TicketStep {
  /** The change's `operationId`, or the upload's id. */
  readonly id: string;
  readonly kind: string;
  readonly state: OutboxItem['state'] | 'done';
}

/** @param changes of the ticket, in their order */
export function progressOf(changes: readonly TicketStep[], files: readonly ReportFile[]): TicketProgress {
  const steps = [
    ...files.map(({ id, state }) => ({ id, kind: 'evidence.upload', state: stepStates[state] })),
    ...changes,
  ];
  const sum = (count: (file: ReportFile) => number) => files.reduce((total, file) => total + count(file), 0);
  return {
    done: steps.filter(({ state }) => state === 'done').length,
    total: steps.length,
    sentBytes: sum(({ sentBytes }) => sentBytes),
    totalBytes: sum(({ size }) => size),
    steps,
  };
}

const stepStates = {
  queued: 'queued',
  uploading: 'sending',
  stored: 'done',
  linked: 'done',
  failed: 'refused',
} as const;
