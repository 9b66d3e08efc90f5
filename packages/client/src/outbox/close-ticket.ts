import type { ClosingDraft, Ticket, UseProduct } from '@field/core';
import type { Input } from '../resources/api.ts';
import type { EvidenceUpload } from '../resources/check-evidence.ts';
import type { CloseOptions } from '../resources/closings.ts';
import type { OutboxItem } from './outbox-store.ts';
import type { Queued, QueueResources } from './queue-resources.ts';

/** A whole report: its files and material first, the closing last. */
export interface Report {
  /** Photos and signatures; each goes into the closing's field of its category. */
  readonly evidence?: readonly EvidenceUpload[] | undefined;
  readonly products?: readonly Input<UseProduct>[] | undefined;
  readonly closing: Input<ClosingDraft>;
}

/** Queues a report's steps in their order; `resources` store nothing by themselves. */
export async function queueReport(
  resources: QueueResources,
  ticketId: string,
  report: Report,
  options: CloseOptions,
): Promise<Queued<Ticket>> {
  const { closing, evidence = [], products = [] } = report;
  const photos = [...(closing.photos ?? [])];
  const signatures: Partial<Record<'customerSignature' | 'technicianSignature', string>> = {};
  for (const upload of evidence) {
    const { reference } = await resources.evidence.upload(ticketId, upload);
    if (upload.category === 'photo') photos.push(reference);
    else signatures[upload.category] = reference;
  }
  for (const product of products) await resources.products.use(ticketId, product);
  return resources.closings.close(ticketId, { ...closing, ...signatures, photos }, options);
}

/** How far the work of one ticket is. */
export interface TicketProgress {
  readonly done: number;
  readonly total: number;
  readonly steps: readonly {
    readonly operationId: string;
    readonly kind: string;
    readonly state: OutboxItem['state'] | 'done';
  }[];
}
