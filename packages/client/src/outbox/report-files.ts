import type { UploadEvidence } from '@field/core';
import type { EvidenceUpload } from '../resources/check-evidence.ts';
import type { OutboxEntry } from './entry.ts';
import { filesNamedBy } from './reference.ts';

/** What an outbox asks of `Uploads`. */
export interface ReportFiles {
  /** Whether the server takes files in pieces; where not, the outbox sends them whole. */
  readonly isAvailable: boolean;
  add(ticketId: string, file: EvidenceUpload): Promise<{ readonly reference: string }>;
  evidenceIdOf(ticketId: string, sha256: string): string | null | undefined;
  link(ticketId: string, names: readonly string[]): Promise<void>;
  subscribe(listener: () => void): () => void;
  getSnapshot(): { readonly items: readonly ReportFile[] };
}

/** A file as {@link TicketProgress} counts it. */
export interface ReportFile {
  readonly id: string;
  readonly ticketId: string;
  readonly state: 'queued' | 'uploading' | 'stored' | 'linked' | 'failed';
  readonly size: number;
  readonly sentBytes: number;
  readonly sha256: string;
  readonly about: Pick<UploadEvidence, 'subject'>;
}

/** The hashes of the files a change names that are on this device and not yet on the server. */
export function filesAwaitedBy(
  { operation, ticketId }: OutboxEntry,
  files: ReportFiles | undefined,
): string[] {
  if (!files) return [];
  return filesNamedBy(operation).filter((sha256) => files.evidenceIdOf(ticketId ?? '', sha256) === null);
}

/** What a ticket's files show, for the policy that judges a closing which names them. */
export function shownBy(files: ReportFiles | undefined, ticketId: string) {
  return (files?.getSnapshot().items ?? [])
    .filter((file) => file.ticketId === ticketId)
    .map(({ about, sha256 }) => ({ id: `sha256:${sha256}`, subject: about.subject }));
}
