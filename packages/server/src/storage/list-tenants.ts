import type { Engine } from './engine.ts';

/** The ids of all tenants: each has a domain, which stands before the door. */
export async function listTenants({ door }: Pick<Engine, 'door'>): Promise<string[]> {
  const rows = await door.selectFrom('tenant_domains').select('tenant_id').distinct().execute();
  return rows.map(({ tenant_id }) => tenant_id);
}
