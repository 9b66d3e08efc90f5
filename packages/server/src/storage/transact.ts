import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** A database as one tenant sees it: rows of others are not there, whatever a statement asks for. */
export type Within = (tenantId: string) => Kysely<Tables>;

/** Which transactions wait for each other: those with the same name, in the order they came. */
export type Turn = string | SharedTurn;

/** Waits for those that have the whole of `of`, and they for it; beside others that share it where no name is the same. */
export interface SharedTurn {
  readonly of: string;
  readonly names: readonly string[];
}

/**
 * Runs `work` in one transaction of a tenant that is undone when it rejects. Of two whose turns are the same, the second begins
 * when the first has ended, whichever process it runs in. `work` leaves nothing under way behind it, see `together`.
 */
export type Transact = <T>(
  tenantId: string,
  turn: Turn,
  work: (db: Kysely<Tables>) => Promise<T>,
) => Promise<T>;
