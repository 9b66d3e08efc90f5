import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** A database as one tenant sees it: rows of others are not there, whatever a statement asks for. */
export type Within = (tenantId: string) => Kysely<Tables>;

/**
 * Runs `work` in one transaction of a tenant that is undone when it rejects. Of two with the same `turn`, the second begins
 * when the first has ended, whichever process it runs in.
 */
export type Transact = <T>(
  tenantId: string,
  turn: string,
  work: (db: Transaction<Tables>) => Promise<T>,
) => Promise<T>;

/** SQLite has one connection here and one writer anyway: every transaction waits for the one before. */
export function transactAlone(within: Within): Transact {
  return (tenantId, _turn, work) => within(tenantId).transaction().execute(work);
}

/** PostgreSQL runs transactions side by side; an advisory lock lets those of one `turn` wait for each other. */
export function transactInTurn(within: Within): Transact {
  return (tenantId, turn, work) =>
    within(tenantId)
      .transaction()
      .execute(async (transaction) => {
        await sql`select pg_advisory_xact_lock(hashtextextended(${turn}, 0))`.execute(transaction);
        return work(transaction);
      });
}
