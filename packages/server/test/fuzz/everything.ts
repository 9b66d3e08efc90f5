import type { Engine } from '../../src/storage/engine.ts';
import type { Tables } from '../../src/storage/tables.ts';

/** Tokens and sessions change with every sign-in, and with the first use of a token. */
const ofSessions = new Set(['sessions', 'access_tokens', 'refresh_tokens', 'tenant_domains']);

/** Every row of a tenant, table by table, to be compared. */
export async function everythingOf(engine: Engine, tenantId: string): Promise<Record<string, string[]>> {
  const db = engine.within(tenantId);
  const tables = (await db.introspection.getTables()).map(({ name }) => name);
  const all: Record<string, string[]> = {};
  for (const table of tables.filter((name) => !ofSessions.has(name))) {
    const rows = await db
      .selectFrom(table as keyof Tables)
      .selectAll()
      .execute();
    all[table] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return all;
}
