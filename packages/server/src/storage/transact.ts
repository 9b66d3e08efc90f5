import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** A database as one tenant sees it: rows of others are not there, whatever a statement asks for. */
export type Within = (tenantId: string) => Kysely<Tables>;

/**
 * Runs `work` in one transaction of a tenant that is undone when it rejects. Of two with the same `turn`, the second begins
 * when the first has ended, whichever process it runs in. `work` leaves nothing under way behind it, see `together`.
 */
export type Transact = <T>(
  tenantId: string,
  turn: string,
  work: (db: Kysely<Tables>) => Promise<T>,
) => Promise<T>;
