import type { Kysely } from 'kysely';

/** What another system said last of what both sides may set, so that news of something else undoes nothing here. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('foreign_tickets').addColumn('said', 'text').execute();
}
