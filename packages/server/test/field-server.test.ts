import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { type ForeignTicket, openSqliteStorage, type Storage } from '../src/index.ts';
import { runCommand, serveCommand } from './support/command.ts';
import { secretKey, temporaryFolder } from './support/serve.ts';
import { provider } from './support/tenant.ts';

/** A configuration with a tenant that was imported from a file. */
async function setUp() {
  const folder = await temporaryFolder();
  const [config, tenant] = [join(folder, 'field.yaml'), join(folder, 'tenant.yaml')];
  await writeFile(config, stringify({ port: 0, database: join(folder, 'field.db') }));
  await writeFile(tenant, stringify(provider('norte')));
  const imported = await runCommand(['--config', config, 'import', tenant]);
  expect([imported.code, imported.stderr]).toEqual([0, '']);
  return { folder, config };
}

test('one command imports a tenant, another serves it until it is told to end', async () => {
  const { config } = await setUp();
  const { call, json, login, stop, url } = await serveCommand(['-c', config]);
  expect(await json('GET', '/readyz')).toEqual({ status: 'ready' });
  const as = await login();
  expect(await json('GET', '/v1/tickets', { as })).toMatchObject({ total: 1 });
  const running = call('GET', '/v1/tickets', { as });
  expect((await running).status).toBe(200);
  expect(await stop()).toBe(0);
  await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed');
});

test('what waits for the other system is listed, tried once more or skipped, and what it takes is told', async () => {
  const { folder, config } = await setUp();
  const database = join(folder, 'field.db');
  const ixc = {
    ...{ tenant: 'norte', kind: 'ixc', credentials: 'norte', url: 'http://127.0.0.1:9', utcOffset: '-03:00' },
    ...{ technicians: { ana: '12' }, companies: { matriz: '1' } },
  };
  await writeFile(config, stringify({ database, backends: [ixc] }));
  const outgoing = (...args: string[]) =>
    runCommand(['-c', config, 'outgoing', ...args], { FIELD_BACKEND_NORTE_TOKEN: '7:abc' });
  const storage = await openSqliteStorage({ path: database, secretKey });
  const number = await refuseOne(storage);
  await storage.close();

  const list = await outgoing('list', 'norte');
  expect(list.stdout).toMatch(new RegExp(`^${number}\trefused\t1\tixc-9\tnote\tserver.backend_refused: `));
  expect(await outgoing('retry', 'norte', String(number))).toEqual({ code: 0, stdout: '', stderr: '' });
  expect((await outgoing('list', 'norte')).stdout).toMatch(/^1\twaiting\t0\tixc-9\tnote\t/);
  const skipped = await outgoing('skip', 'norte', String(number));
  expect([skipped.code, skipped.stderr]).toEqual([
    1,
    expect.stringContaining('server.operation_not_refused'),
  ]);
  const { stdout } = await outgoing('capabilities', 'norte');
  expect(stdout).toContain('ixc\tclose\tnative\n');
  expect(stdout).toContain('ixc\tlendProduct\tnote\tnotConfigured\tthe configuration leaves it out');
  expect(stdout).toContain('ixc\topenTicket\tnone\tnotConfigured\t');
}, 120_000);

/** A ticket of IXC with a note that IXC refused. */
async function refuseOne(storage: Storage): Promise<number> {
  const now = '2026-03-02T12:00:00.000Z';
  const store = storage.backends('norte');
  const address = { ...provider('norte').tickets?.[0]?.address };
  await store.saveTicket(
    'ixc',
    {
      ...{ foreignId: '9', fingerprint: 'x', status: 'assigned', technicianId: 'ana', companyId: 'matriz' },
      ...{ protocol: '9', priority: 'normal', problemCode: { code: '1', label: '' }, schedule: null },
      ...{ address: address as ForeignTicket['address'], location: null, openedAt: now },
      ...{ customer: { id: '1', name: 'Ana', phone: null } },
      contract: { id: '1', plan: null, ctoPort: null, pppoe: null },
    },
    now,
  );
  const scope = { tenantId: 'norte', companyId: 'matriz', technicianId: 'ana' };
  await storage.change(scope, async ({ timeline }) =>
    timeline.add({
      ticketId: 'ixc-9',
      kind: 'note',
      occurredAt: now,
      recordedAt: now,
      params: { text: 'x' },
    }),
  );
  const taken = await store.take('ixc', { runner: 'r', until: now }, now);
  const problem = 'server.backend_refused: IXC refused it';
  await store.settle(taken?.operation.number ?? 0, 'r', { state: 'refused', nextAt: now, problem });
  return taken?.operation.number ?? 0;
}

test('a wrong configuration is told setting by setting, and nothing starts', async () => {
  const folder = await temporaryFolder();
  const config = join(folder, 'field.yaml');
  await writeFile(config, stringify({ port: 'many', colour: 'blue', behindProxy: 'yes' }));
  const wrong = await runCommand(['-c', config, 'check'], {
    FIELD_PUBLIC_URL: 'example',
    FIELD_MAX_CONNECTIONS: '0',
    FIELD_HEADERS_TIMEOUT_MS: '15s',
  });
  expect([wrong.code, wrong.stdout]).toEqual([2, '']);
  for (const text of [
    'port: must be a number (FIELD_PORT)',
    'colour: is not valid.',
    'behindProxy: must be true or false (FIELD_BEHIND_PROXY)',
    'publicUrl: is not valid (FIELD_PUBLIC_URL)',
    'maxConnections: must be at least 1 (FIELD_MAX_CONNECTIONS)',
    'headersTimeoutMs: must be a number (FIELD_HEADERS_TIMEOUT_MS)',
  ]) {
    expect(wrong.stderr).toContain(text);
  }
  await writeFile(config, stringify({ port: 8081, allowedOrigins: ['https://app.example'] }));
  expect(await runCommand(['-c', config, 'check'])).toMatchObject({ code: 0 });
  const clash = await runCommand(['check'], { FIELD_REQUEST_TIMEOUT_MS: '14999' });
  expect([clash.code, clash.stderr]).toEqual([
    2,
    expect.stringContaining('requestTimeoutMs: must be at least 15000 (FIELD_REQUEST_TIMEOUT_MS)'),
  ]);
  const portuguese = await runCommand(['-c', join(folder, 'missing.yaml'), 'check'], { LANG: 'pt_BR.UTF-8' });
  expect([portuguese.code, portuguese.stderr]).toEqual([1, expect.stringContaining('Não foi possível ler')]);
  const database = join(folder, 'field.db');
  const key = await runCommand(['serve'], { FIELD_DATABASE: database, FIELD_SECRET_KEY: 'short' });
  expect([key.code, key.stderr]).toEqual([2, expect.stringContaining('server.secret_key_invalid')]);
  expect(key.stderr).not.toContain('short');
  const checked = await runCommand(['check'], { FIELD_SECRET_KEY: 'short' });
  expect([checked.code, checked.stderr]).toEqual([2, key.stderr]);
  await expect(readFile(database)).rejects.toThrow('ENOENT');
});

test('a port that is taken is told by name', async () => {
  const { folder } = await setUp();
  const { url, stop } = await serveCommand([], { FIELD_DATABASE: join(folder, 'field.db'), FIELD_PORT: '0' });
  const taken = { FIELD_DATABASE: join(folder, 'other.db'), FIELD_PORT: new URL(url).port };
  const second = await runCommand([], taken);
  expect([second.code, second.stderr]).toEqual([1, expect.stringContaining('server.not_listening')]);
  await stop();
});
