import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConfiguration } from '../src/cli/configuration.ts';
import { configuredBackends } from '../src/cli/configured-backends.ts';
import { openSqliteStorage, seedTenant } from '../src/index.ts';
import { temporaryFolder } from './support/serve.ts';
import { provider } from './support/tenant.ts';

const ixc = {
  tenant: 'norte',
  kind: 'ixc',
  credentials: 'norte-1',
  url: 'https://ixc.norte.example',
  utcOffset: '-03:00',
  technicians: { ana: '12' },
  companies: { matriz: '1' },
};

async function configurationOf(backends: unknown) {
  const file = join(await temporaryFolder(), 'field-server.yaml');
  await writeFile(file, JSON.stringify({ backends }));
  return readConfiguration(file, {}, 'en');
}

async function withNorte() {
  const storage = await openSqliteStorage({ path: ':memory:' });
  await seedTenant(storage, provider('norte'));
  return storage;
}

test('a backend of the configuration gets its token from the environment', async () => {
  const environment = { FIELD_BACKEND_NORTE_1_TOKEN: '7:abc' };
  const backends = await configuredBackends(await configurationOf([ixc]), await withNorte(), environment);
  expect(backends).toMatchObject([{ tenantId: 'norte', backend: { name: 'ixc' } }]);
});

test('wrong settings and ids the tenant does not have are named before anything starts', async () => {
  await expect(configurationOf([{ ...ixc, utcOffset: 'BRT', technicians: {} }])).rejects.toMatchObject({
    code: 'server.configuration_invalid',
    details: { problems: expect.stringContaining('backends[0].utcOffset') },
  });
  const stranger = { ...ixc, technicians: { zeca: '1' } };
  const configuration = await configurationOf([stranger, { ...ixc, tenant: 'sul' }]);
  const error = configuredBackends(configuration, await withNorte(), {});
  await expect(error).rejects.toMatchObject({ code: 'server.configuration_invalid' });
  await expect(error).rejects.toThrow(
    /FIELD_BACKEND_NORTE_1_TOKEN is missing.*norte has no zeca.*no tenant sul/,
  );
});
