import type { Kysely } from 'kysely';

/** What delta sync reads: a revision for every change a technician may see, and who had a ticket before. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['tenants', 'tickets']) {
    // Rows that were there already count as the first change.
    await db.schema
      .alterTable(table)
      .addColumn('revision', 'integer', (column) => column.notNull().defaultTo(1))
      .execute();
  }
  await db.schema
    .createIndex('tickets_changed')
    .on('tickets')
    .columns(['tenant_id', 'company_id', 'technician_id', 'revision', 'id'])
    .execute();
  await db.schema
    .createIndex('tickets_contract')
    .on('tickets')
    .columns(['tenant_id', 'contract_id'])
    .execute();
  await db.schema
    .createTable('departures')
    .addColumn('tenant_id', 'text', (column) => column.notNull().references('tenants.id'))
    .addColumn('company_id', 'text', (column) => column.notNull())
    .addColumn('technician_id', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('ticket_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('departures_key', [
      'tenant_id',
      'company_id',
      'technician_id',
      'revision',
      'ticket_id',
    ])
    .execute();
}
