import { type Kysely, PostgresAdapter, sql } from 'kysely';
import { tenantColumnOf } from '../tenant-tables.ts';

/**
 * Turns row-level security on for new tables of a tenant's rows, their owner included: a connection sees and writes the rows
 * of `field.tenant_id`, and none where it is not set. Does nothing on SQLite, where `tenantGuard` does the same. A later
 * migration that changes rows of a guarded table has to lift it first (`no force row level security`), for it has no tenant.
 */
export async function guardTenant(db: Kysely<unknown>, tables: readonly string[]): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
  for (const table of tables) {
    const name = sql.table(table);
    const owner = sql.ref(tenantColumnOf(table));
    await sql`alter table ${name} enable row level security, force row level security`.execute(db);
    await sql`create policy of_tenant on ${name} using (${owner} = current_setting('field.tenant_id', true))`.execute(
      db,
    );
  }
}
