import type { Kysely } from 'kysely';

/** Behind which number a tenant goes on counting since it was set back: what was counted in the meantime is out there. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('tenants')
    .addColumn('numbers_from', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}
