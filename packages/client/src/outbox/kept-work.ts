import type { Technician } from '../http/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { RecordChange, RecordValue } from '../storage/record-storage.ts';
import type { NewEntry, OutboxEntry } from './entry.ts';

/** What an outbox holds, as other entries of this package build on it. */
export interface KeptWork {
  readonly clock: Clock;
  /** @throws ClientError `client.unauthenticated` where nobody was signed in */
  owner(): Technician;
  /** The technician's changes, those that are done included. */
  entries(): readonly OutboxEntry[];
  readFile(key: string): Promise<RecordValue | null>;
  /** Takes over changes made elsewhere, with their files; answers how many were new and are not done. */
  adopt(entries: readonly NewEntry[], files: readonly RecordChange[]): Promise<number>;
}
