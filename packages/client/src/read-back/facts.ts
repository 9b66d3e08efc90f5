import type { Technician } from '../http/caller.ts';
import type { StoredOperation } from '../outbox/entry.ts';

/** What a change is recognised by. */
export interface Facts {
  readonly operation: StoredOperation;
  readonly owner: Technician;
  readonly ticketId: string;
  /** The fields of its body. */
  readonly json: Readonly<Record<string, unknown>>;
  /** The fields of its query, for a body that is a file. */
  readonly query: Readonly<Record<string, string>>;
  /** The server's ids that other changes of this device have. */
  readonly claimed: ReadonlySet<string>;
}
