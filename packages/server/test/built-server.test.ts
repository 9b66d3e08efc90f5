import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { stringify } from 'yaml';
import type { TenantImport } from '../src/index.ts';
import { runCommand, serveCommand } from './support/command.ts';
import { oltOf, simulate } from './support/olt.ts';
import { readEvents, runJob } from './support/onu-jobs.ts';
import { startPostgres } from './support/postgres.ts';
import { temporaryFolder } from './support/serve.ts';
import { password, provider } from './support/tenant.ts';
import { usePostgres } from './support/use-postgres.ts';

type Environment = Record<string, string>;

async function importInto(env: Environment, tenant: TenantImport): Promise<void> {
  const file = join(await temporaryFolder(), 'tenant.yaml');
  await writeFile(file, stringify(tenant));
  expect(await runCommand(['import', file], env)).toEqual({ code: 0, stdout: '', stderr: '' });
}

async function sqlite(tenant = provider('norte')) {
  const env = { FIELD_DATABASE: join(await temporaryFolder(), 'field.db') };
  await importInto(env, tenant);
  return env;
}

/** `status` of a login as `ana`. */
async function tryLogin({ call }: Awaited<ReturnType<typeof serveCommand>>, guess: string): Promise<number> {
  const body = { username: 'ana', password: guess, companyId: 'matriz' };
  return (await call('POST', '/v1/login', { body, headers: { 'x-field-tenant': 'norte' } })).status;
}

test('nobody is in a server that was only started: no tenant, no user, no password', async () => {
  const env = { FIELD_DATABASE: join(await temporaryFolder(), 'field.db') };
  const { call, json, stop } = await serveCommand([], env);
  expect(await json('GET', '/readyz')).toEqual({ status: 'ready' });
  for (const username of ['admin', 'root', 'field']) {
    const body = { username, password: username, companyId: 'matriz' };
    expect((await call('POST', '/v1/login', { body })).status).toBe(404);
  }
  expect((await call('GET', '/.well-known/field-service.json')).status).toBe(404);
  expect(await stop()).toBe(0);
});

test('a restart forgives no wrong password', async () => {
  const env = await sqlite();
  const first = await serveCommand([], env);
  for (let attempt = 0; attempt < 5; attempt += 1) expect(await tryLogin(first, 'wrong-one')).toBe(401);
  await first.stop();
  const second = await serveCommand([], env);
  expect(await tryLogin(second, password)).toBe(429);
  await second.stop();
});

test('asked to end, a server is ready for nobody, finishes what it was sent, ends event streams, and exits 0', async () => {
  const simulator = await simulate({ onLine: () => 'silence' });
  const env = await sqlite(provider('norte', { olts: [oltOf(simulator, { snmpTarget: null })] }));
  const server = await serveCommand([], { ...env, FIELD_OLT_CENTRO_PASSWORD: simulator.password });
  const as = await server.login();
  // A job that never ends by itself: its stream stays open.
  const { id } = await server.json<{ id: string }>('POST', '/v1/tickets/t-1/onu/jobs', {
    as,
    body: { kind: 'discover' },
  });
  const events = readEvents(server, as, id);
  expect((await events.next()).done).toBe(false);

  const body = JSON.stringify({ productId: 'drop', quantity: 1, mode: 'sale' });
  const running = httpRequest(`${server.url}/v1/tickets/t-1/products`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${as.accessToken}`,
      'content-type': 'application/json',
      'content-length': String(body.length),
      expect: '100-continue',
    },
  });
  running.flushHeaders();
  const answered = once(running, 'response');
  // The server has begun with it.
  await once(running, 'continue');
  running.write(body.slice(0, 10));
  const exited = server.stop();
  for await (const _ of events);
  // It has begun to end, and waits for the request that runs: whoever comes meanwhile hears so, and is let go.
  const ask = async (path: string) => {
    const { status, headers } = await server.call('GET', path, { as });
    return [status, headers.get('connection')];
  };
  expect(await ask('/readyz')).toEqual([503, 'close']);
  expect(await ask('/healthz')).toEqual([200, 'close']);
  expect(await ask('/v1/tickets')).toEqual([200, 'close']);
  running.end(body.slice(10));
  const [answer] = (await answered) as [IncomingMessage];
  answer.resume();
  expect([answer.statusCode, answer.headers.connection]).toEqual([201, 'close']);
  expect(await exited).toBe(0);
  await expect(fetch(`${server.url}/readyz`)).rejects.toThrow('fetch failed');
  expect(server.lines.map((line) => (JSON.parse(line) as { event: string }).event).at(-1)).toBe('closed');

  const again = await serveCommand([], env);
  const uses = await again.json('GET', '/v1/tickets/t-1/products', { as });
  expect(uses).toMatchObject({ items: [{ quantity: 1 }] });
  await again.stop();
});

test('what is wrong with the settings is told in the language of who starts it', async () => {
  const told = { en_US: 'must be a number', pt_BR: 'deve ser um número', es_ES: 'debe ser un número' };
  for (const [language, text] of Object.entries(told)) {
    const wrong = await runCommand(['check'], { FIELD_PORT: 'many', LANG: `${language}.UTF-8` });
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining(text)]);
    expect(wrong.stderr).toContain('FIELD_PORT');
  }
});

describe('on PostgreSQL', () => {
  const { programs, postgres } = usePostgres();
  const environment = async (more: Environment = {}) => ({
    DATABASE_URL: await postgres().create(),
    FIELD_EVIDENCE: await temporaryFolder(),
    ...more,
  });

  test('two servers count wrong passwords together', async () => {
    const env = await environment();
    await importInto(env, provider('norte'));
    const servers = await Promise.all([serveCommand([], env), serveCommand([], env)]);
    const [one, other] = servers;
    const attempts = [one, other, one, other, one, other, one, other];
    // At once, so that they race for the last free one.
    const statuses = await Promise.all(attempts.map((server) => tryLogin(server, 'wrong-one')));
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
    expect(await Promise.all(servers.map((server) => tryLogin(server, password)))).toEqual([429, 429]);
    expect(await Promise.all(servers.map(({ stop }) => stop()))).toEqual([0, 0]);
  });

  test('an ONU job comes through the queue of the database, and the server ends whenever it is asked to', async () => {
    const simulator = await simulate();
    simulator.olt.appear('HWTC12345678', '0/1/3');
    const env = await environment({ FIELD_OLT_CENTRO_PASSWORD: simulator.password });
    await importInto(env, provider('norte', { olts: [oltOf(simulator, { snmpTarget: null })] }));
    const server = await serveCommand([], env);
    const { job } = await runJob(server, await server.login(), { kind: 'discover' });
    expect(job).toMatchObject({ state: 'succeeded', result: { items: [{ serialNumber: 'HWTC12345678' }] } });
    expect(await server.stop()).toBe(0);
    // Its workers may be anywhere when it is told.
    for (let start = 0; start < 4; start += 1) expect(await (await serveCommand([], env)).stop()).toBe(0);
  });

  test('while the database takes no write a server reads on and is not ready; it finds out by itself that it does again', async () => {
    const env = await environment();
    await importInto(env, provider('norte'));
    const readOnly = async (state: 'on' | 'off') => {
      await postgres().run(env.DATABASE_URL, `alter system set default_transaction_read_only = ${state}`);
      await postgres().run(env.DATABASE_URL, 'select pg_reload_conf()');
    };
    onTestFinished(() => readOnly('off'));
    const { call, login, json, refusal, stop } = await serveCommand([], env);
    const as = await login();
    const ready = async () => (await call('GET', '/readyz')).status;
    const body = { productId: 'drop', quantity: 0.1, mode: 'sale' };
    // The first use of a token is a write, too.
    expect(await json('GET', '/v1/tickets', { as })).toMatchObject({ total: 1 });
    expect(await ready()).toBe(200);
    await readOnly('on');
    // Running connections hear of it a moment later.
    while ((await call('POST', '/v1/tickets/t-1/products', { as, body })).status === 201);
    expect(await refusal('GET', '/readyz')).toBe('503 server.not_ready');
    expect(await json('GET', '/v1/tickets', { as })).toMatchObject({ total: 1 });
    await readOnly('off');
    while ((await ready()) !== 200);
    await json('POST', '/v1/tickets/t-1/products', { as, body });
    expect(await stop()).toBe(0);
  });

  test('a server whose database is away runs, is not ready, and ends all the same', async () => {
    const own = await startPostgres(programs);
    onTestFinished(own.stop);
    const env = { DATABASE_URL: await own.create(), FIELD_EVIDENCE: await temporaryFolder() };
    const { json, call, stop } = await serveCommand([], env);
    expect(await json('GET', '/readyz')).toEqual({ status: 'ready' });
    await own.stop();
    const away = await call('GET', '/readyz');
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await away.json()).toMatchObject({ code: 'server.not_ready', retryable: true });
    expect(await json('GET', '/healthz')).toEqual({ status: 'ok' });
    const asked = await call('GET', '/.well-known/field-service.json');
    expect([asked.status, asked.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await asked.json()).toMatchObject({ code: 'server.storage_unavailable', retryable: true });
    expect(await stop()).toBe(0);
  });
});

test('the limits of connections come from the environment: who never says anything is hung up', async () => {
  const server = await serveCommand([], { ...(await sqlite()), FIELD_HEADERS_TIMEOUT_MS: '200' });
  const { hostname, port } = new URL(server.url);
  const silent = connect(Number(port), hostname);
  onTestFinished(() => void silent.destroy());
  expect(await text(silent)).toContain('server.request_too_slow');
  expect(await server.stop()).toBe(0);
});

test('a request that never ends holds a server that is asked to end no longer than it grants', async () => {
  const server = await serveCommand([], { ...(await sqlite()), FIELD_CLOSE_GRACE_MS: '100' });
  const { accessToken } = await server.login();
  const endless = httpRequest(`${server.url}/v1/tickets/t-1/products`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${accessToken}`,
      'content-type': 'application/json',
      'content-length': '100',
      expect: '100-continue',
    },
  });
  endless.flushHeaders();
  const cut = once(endless, 'error');
  await once(endless, 'continue');
  expect(await server.stop()).toBe(0);
  await cut;
});
