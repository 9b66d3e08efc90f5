import { normalizeDomain } from '@field/core/identifiers';
import { authError } from '../auth/auth-errors.ts';
import type { Storage, Tenant } from '../storage/storage.ts';

/**
 * The tenant a request without a sign-in means: the header `x-field-tenant`, else the domain given, else its host.
 * @throws FieldError `server.tenant_unknown`
 */
export async function tenantOf(
  request: Request,
  { directory }: Storage,
  domain = new URL(request.url).host,
): Promise<Tenant> {
  const tenantId = request.headers.get('x-field-tenant');
  const tenant =
    tenantId === null
      ? await directory.findTenantByDomain(normalizeDomain(domain))
      : await directory.findTenant(tenantId);
  if (!tenant) throw authError('server.tenant_unknown', { domain: tenantId === null ? domain : tenantId });
  return tenant;
}
