/**
 * The tables read before a tenant is known: because they find it (the domain asked, the hash of a token), or because they hold
 * nothing of anybody. Every other table is guarded: a row is there for its own tenant only.
 */
const doorTables: ReadonlySet<string> = new Set([
  'tenant_domains',
  'access_tokens',
  'refresh_tokens',
  'installation',
  'login_attempts',
]);

export function isDoorTable(table: string): boolean {
  return doorTables.has(table);
}

/** The column that says whose a row is. */
export function tenantColumnOf(table: string): 'id' | 'tenant_id' {
  return table === 'tenants' ? 'id' : 'tenant_id';
}
