import type { Engine } from '../../src/storage/engine.ts';
import type { Tables } from '../../src/storage/tables.ts';

/** Tokens and sessions change with every sign-in, and with the first use of a token; attempts with every refused one. */
const ofSessions = new Set([
  'sessions',
  'access_tokens',
  'refresh_tokens',
  'tenant_domains',
  'login_attempts',
  'installation',
]);

/** The tables whose rows are compared. Asking for them costs an engine more than their rows do. */
export async function tablesOf(engine: Engine, tenantId: string): Promise<readonly string[]> {
  const tables = await engine.within(tenantId).introspection.getTables();
  return tables.map(({ name }) => name).filter((name) => !ofSessions.has(name));
}

/** Every row of a tenant, table by table, to be compared. */
export async function everythingOf(
  engine: Engine,
  tenantId: string,
  tables: readonly string[],
): Promise<Record<string, string[]>> {
  const db = engine.within(tenantId);
  const all: Record<string, string[]> = {};
  for (const table of tables) {
    const rows = await db
      .selectFrom(table as keyof Tables)
      .selectAll()
      .execute();
    all[table] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return all;
}
