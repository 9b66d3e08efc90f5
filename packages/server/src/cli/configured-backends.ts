import type { TenantBackend } from '../backends/backend-sync.ts';
import { createIxcBackend } from '../backends/ixc/ixc-backend.ts';
import type { Storage } from '../storage/storage.ts';
import { cliError } from './cli-errors.ts';
import type { Configuration } from './configuration.ts';
import { variableName } from './credentials.ts';

/**
 * The backends of the configuration, with their tokens out of the environment and every id checked against the tenant's.
 * @throws FieldError `server.configuration_invalid`
 */
export async function configuredBackends(
  { backends = [] }: Configuration,
  storage: Storage,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<TenantBackend[]> {
  const problems: string[] = [];
  const configured: TenantBackend[] = [];
  for (const [index, { tenant, kind: _, credentials, ...settings }] of backends.entries()) {
    const variable = `FIELD_BACKEND_${variableName(credentials)}_TOKEN`;
    const token = environment[variable];
    if (!token) problems.push(`backends[${index}]: ${variable} is missing.`);
    if ((await storage.directory.findTenant(tenant)) === null) {
      problems.push(`backends[${index}].tenant: there is no tenant ${tenant}.`);
      continue;
    }
    const { technicians, companies } = settings;
    const missing = await storage
      .backends(tenant)
      .listMissing(Object.keys(technicians), Object.keys(companies));
    for (const id of missing) problems.push(`backends[${index}]: tenant ${tenant} has no ${id}.`);
    if (token) configured.push({ tenantId: tenant, backend: createIxcBackend({ ...settings, token }) });
  }
  if (problems.length > 0) throw cliError('server.configuration_invalid', { problems: problems.join(' ') });
  return configured;
}
