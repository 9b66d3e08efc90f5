import { type Kysely, PostgresAdapter, sql } from 'kysely';

/** Each has another required key that begins with the tenant, into a table of the tenant's rows: no row can be of a tenant that is not there. */
const tables = [
  'audit',
  'awaited_evidence',
  'closing_drafts',
  'closings',
  'evidence',
  'foreign_tickets',
  'movements',
  'operations',
  'tickets',
  'timeline',
  'uploads',
  'visits',
];

/**
 * What work writes does not point to its tenant a second time. PostgreSQL would lock the tenant's one row for every row written, beside all
 * others who lock it and the one who counts a change in it. On SQLite the key costs next to nothing, and taking it away means writing the tables anew.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
  for (const table of tables) {
    await sql`alter table ${sql.table(table)} drop constraint ${sql.ref(`${table}_tenant_id_fkey`)}`.execute(
      db,
    );
  }
}
