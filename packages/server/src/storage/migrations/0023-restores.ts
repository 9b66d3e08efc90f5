import type { Kysely } from 'kysely';

/**
 * What tells a device that the server was set back to an older state: `epoch` is another one from then on. `installation` holds
 * where the database is, so that one that was copied to another place notices.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('tenants')
    .addColumn('epoch', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await db.schema
    .createTable('installation')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('place', 'text', (column) => column.notNull())
    .execute();
}
