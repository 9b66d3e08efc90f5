import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';
import type { Transact, Within } from './transact.ts';

/** What an engine brings; everything above it is the same on all of them. */
export interface Engine {
  /** Before a tenant is known: door tables only, see `tenant-tables.ts`. */
  readonly door: Kysely<Tables>;
  readonly within: Within;
  readonly transact: Transact;
  /** Whether other processes may use the database at the same time. */
  readonly isShared: boolean;
  close(): Promise<void>;
}
