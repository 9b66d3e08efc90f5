import { expect, test } from 'vitest';
import { credentialsFrom } from '../src/cli/credentials.ts';
import { createOltGateway, seedTenant } from '../src/index.ts';
import { openTestStorage } from './support/engine.ts';
import { oltOf, simulate } from './support/olt.ts';
import { runJob } from './support/onu-jobs.ts';
import { serve } from './support/serve.ts';
import { staffed } from './support/tenant.ts';

/** A server of `tenants` with `field-server`'s own credentials; each has an OLT that names `centro`. */
async function serveTenants(tenants: readonly string[], environment: Record<string, string>) {
  const simulator = await simulate();
  simulator.olt.appear('HWTC00000001', '0/1/3');
  const storage = await openTestStorage();
  const { id, ...olt } = oltOf(simulator, { snmpTarget: null });
  const [first = '', ...others] = tenants;
  await seedTenant(storage, staffed(first, { olts: [{ id, ...olt }] }));
  for (const tenant of others) await seedTenant(storage, staffed(tenant));
  const variables = { FIELD_OLT_CENTRO_PASSWORD: simulator.password, ...environment };
  const credentials = credentialsFrom(variables, storage.directory.listTenants);
  const server = await serve({ storage, tenants: [], olts: createOltGateway({ credentials }) });
  for (const tenant of others) {
    const as = await server.login('alba', tenant);
    expect((await server.call('PUT', `/v1/dispatch/olts/${id}`, { as, body: olt })).status).toBe(200);
  }
  return async (tenant: string) => {
    const { job } = await runJob(server, await server.login('ana', tenant), { kind: 'discover' });
    return job.problem?.code ?? job.state;
  };
}

test('an administrator who names the credentials of another tenant does not get them', async () => {
  const discover = await serveTenants(['norte', 'sul'], { FIELD_OLT_CENTRO_TENANT: 'norte' });
  expect(await discover('norte')).toBe('succeeded');
  expect(await discover('sul')).toBe('server.olt_credentials_missing');
});

test('credentials of nobody in particular are those of the only tenant, and nobody’s where there are several', async () => {
  expect(await (await serveTenants(['norte'], {}))('norte')).toBe('succeeded');
  const discover = await serveTenants(['norte', 'sul'], {});
  expect([await discover('norte'), await discover('sul')]).toEqual([
    'server.olt_credentials_missing',
    'server.olt_credentials_missing',
  ]);
});
