import { Kysely, PostgresDialect } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { rememberLast } from './remember-last.ts';
import type { Tables } from './tables.ts';
import type { Within } from './transact.ts';

/**
 * A PostgreSQL pool as each tenant sees it: a connection is bound to the tenant (`field.tenant_id`, which row-level security
 * compares with) before the first statement, and stays bound until another tenant takes it.
 */
export function tenantConnections(pool: Pool): Within {
  const boundTo = new WeakMap<PoolClient, string>();

  async function connectAs(tenantId: string): Promise<PoolClient> {
    const client = await pool.connect();
    if (boundTo.get(client) === tenantId) return client;
    boundTo.delete(client);
    try {
      await client.query("select set_config('field.tenant_id', $1, false)", [tenantId]);
    } catch (error) {
      client.release(true);
      throw error;
    }
    boundTo.set(client, tenantId);
    return client;
  }

  return rememberLast(1000, (tenantId) => {
    // The pool outlives every tenant's view of it.
    const view = { connect: () => connectAs(tenantId), end: async () => {} };
    return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: view }) });
  });
}
