import { type Kysely, sql } from 'kysely';
import { guardTenant } from './guard-tenant.ts';

/** Tokens say whose they are, so that everything behind them is read as one tenant; on PostgreSQL the engine insists on it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['access_tokens', 'refresh_tokens']) {
    await db.schema
      .alterTable(table)
      .addColumn('tenant_id', 'text', (column) => column.notNull().defaultTo(''))
      .execute();
    const tokens = sql.table(table);
    await sql`update ${tokens} set tenant_id =
      (select tenant_id from sessions where sessions.id = ${sql.ref(`${table}.session_id`)})`.execute(db);
  }
  await guardTenant(db, [
    'tenants',
    'companies',
    'technicians',
    'technician_companies',
    'sessions',
    'olts',
    'contracts',
    'tickets',
    'departures',
    'visits',
    'timeline',
    'products',
    'stock',
    'stock_serials',
    'movements',
    'evidence',
    'closings',
    'catalogue',
    'operations',
    'audit',
  ]);
}
