import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/**
 * Runs `work` in one transaction that is undone when it rejects. Of two with the same `turn`, the second begins when the
 * first has ended, whichever process it runs in.
 */
export type Transact = <T>(turn: string, work: (db: Transaction<Tables>) => Promise<T>) => Promise<T>;

/** SQLite has one connection here and one writer anyway: every transaction waits for the one before. */
export function transactAlone(db: Kysely<Tables>): Transact {
  return (_turn, work) => db.transaction().execute(work);
}

/** PostgreSQL runs transactions side by side; an advisory lock lets those of one `turn` wait for each other. */
export function transactInTurn(db: Kysely<Tables>): Transact {
  return (turn, work) =>
    db.transaction().execute(async (transaction) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${turn}, 0))`.execute(transaction);
      return work(transaction);
    });
}
