import { createHash, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { beforeAll, expect, test, vi } from 'vitest';
import type * as client from '../src/index.ts';
import { createStandInServer } from '../src/testing/index.ts';
import { sendJson, startLoopbackServer } from './loopback-server.ts';
import { sampleClosing, sampleLogin, sampleSession, sampleTenant, sampleTicket } from './samples.ts';
import type * as wholeClient from './whole-client.ts';

/** The client and core as one script. `neutral` leaves every built-in of a platform unresolved, which is an error. */
async function bundle(entry = 'client/src/index.ts') {
  const { metafile, outputFiles } = await build({
    absWorkingDir: fileURLToPath(new URL('../..', import.meta.url)),
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    format: 'iife',
    globalName: 'field',
    platform: 'neutral',
    target: 'es2022',
    conditions: ['@field/source'],
    mainFields: ['module', 'main'],
  });
  return { script: outputFiles[0]?.text ?? '', inputs: metafile.inputs };
}

let bundled: Awaited<ReturnType<typeof bundle>>;
beforeAll(async () => {
  bundled = await bundle();
});

/** What JavaScript itself has, and what React Native adds that the client may lean on; nothing of Node or a browser. */
function startBareRuntime(): typeof client {
  const context = createContext({ setTimeout, clearTimeout, AbortController });
  runInContext(bundled.script, context);
  const missing = [
    'Buffer',
    'process',
    'URL',
    'TextDecoder',
    'Headers',
    'Response',
    'crypto',
    'fetch',
    'window',
  ];
  expect(runInContext(`[${missing.map((name) => `typeof ${name}`)}]`, context)).toEqual(
    missing.map(() => 'undefined'),
  );
  return runInContext('field', context);
}

/** A fetch whose answers have no stream and no whole `Headers`, as React Native gives them. */
async function bareFetch(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  const answer = {
    ok: response.ok,
    status: response.status,
    headers: { get: (name: string) => response.headers.get(name) },
    text: () => response.text(),
    arrayBuffer: () => response.arrayBuffer(),
  };
  return answer as unknown as Response;
}

test('no built-in of Node is imported, nor any package but core and what core needs', () => {
  const owners = Object.keys(bundled.inputs).map(
    (path) => /.*node_modules\/([^/]+)/.exec(path)?.[1] ?? path.split('/')[0],
  );
  const imports = Object.values(bundled.inputs).flatMap((input) => input.imports);
  expect(imports.filter(({ external }) => external)).toEqual([]);
  expect([...new Set(owners)].sort()).toEqual(['client', 'core', 'zod']);
});

test('a report with its photo goes out from a runtime that has neither Node nor a browser', async () => {
  const { script } = await bundle('client/test/whole-client.ts');
  const context = createContext({ setTimeout, clearTimeout, AbortController });
  runInContext(script, context);
  const app: typeof wholeClient = runInContext('field', context);
  const photo = Uint8Array.from({ length: 20_000 }, (_, index) => index % 251);
  const arrived: Uint8Array[] = [];
  const offset = () => arrived.reduce((sum, { length }) => sum + length, 0);
  const server = await startLoopbackServer(({ body, method, path }, response) => {
    if (path === '/v1/login') return sendJson(response, sampleSession());
    if (path.endsWith('/closing')) return sendJson(response, sampleTicket);
    if (method === 'PATCH') arrived.push(Uint8Array.from(body));
    const finished = offset() >= photo.length ? { 'field-evidence-id': 'e7' } : {};
    const place = { location: '/v1/evidence/uploads/u1', 'upload-offset': String(offset()) };
    response.writeHead(method === 'POST' ? 201 : 204, { ...place, ...finished }).end();
  });
  const client = app.createFieldClient({
    baseUrl: server.url,
    capabilities: ['resumableUploads'],
    fetch: bareFetch,
    random: (bytes) => bytes.map((_, index) => index * 7),
  });
  await client.login(sampleLogin);
  const storage = app.createMemoryRecords();
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
  const uploads = await app.openUploads({ client, storage, sha256 });
  const outbox = await app.openOutbox({ client, storage, uploads });
  const drafts = app.createDrafts({ client, storage, deviceId: 'phone' });
  const draft = await drafts.open('os-1001');
  for (const [field, value] of Object.entries({ ...sampleClosing, readings: null, photos: [] })) {
    if (field !== 'readings') await draft.set(field as never, value as never);
  }
  const takenAt = '2026-03-02T12:00:00Z';
  const queued = await outbox.closeTicket('os-1001', {
    evidence: [{ category: 'photo', mediaType: 'image/jpeg', takenAt, bytes: photo }],
    closing: { ...draft.getSnapshot().draft, readings: sampleClosing.readings },
  });
  expect(await queued.acknowledged).toMatchObject({ id: 'os-1001' });
  expect(offset()).toBe(photo.length);
  expect(JSON.parse(server.seen.at(-1)?.body ?? '')).toMatchObject({ photos: ['e7'] });
});

test('a day goes through in a runtime that has neither Node nor a browser', async () => {
  const { createFieldClient, discoverTenant, isClientError } = startBareRuntime();
  const file = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff, 0x00);
  const server = await startLoopbackServer((request, response) => {
    const { method, path } = request;
    if (path.startsWith('/.well-known')) return sendJson(response, sampleTenant(server.url));
    if (path === '/v1/login') return sendJson(response, sampleSession());
    if (path === '/v1/refresh') return sendJson(response, sampleSession(1));
    if (request.headers.authorization?.endsWith('-0')) {
      const problem = {
        type: 'about:blank',
        title: 'No',
        status: 401,
        detail: 'No',
        code: 'server.token_expired',
      };
      return sendJson(response, { ...problem, retryable: false, errors: [], traceId: 't' }, 401);
    }
    if (path === '/v1/evidence/e1')
      return void response.writeHead(200, { 'content-type': 'image/png' }).end(file);
    if (method === 'DELETE') return void response.writeHead(204).end();
    return sendJson(response, sampleTicket);
  });
  const random = (bytes: Uint8Array) => bytes.fill(7);

  const tenant = await discoverTenant(server.host, { fetch: bareFetch });
  const app = createFieldClient({ tenant, fetch: bareFetch, random, timeoutMs: 10_000 });
  await app.login(sampleLogin);
  expect((await app.tickets.read('os-1001')).customer.name).toBe('José da Silva');
  expect(Array.from((await app.evidence.download('e1')).bytes)).toEqual(Array.from(file));
  await app.products.remove('os-1001', 'm1');
  expect((await app.closings.close('os-1001', sampleClosing)).id).toBe('os-1001');

  const refused = await app.closings.close('os-1001', {}).catch((error: unknown) => error);
  expect(isClientError(refused, 'client.invalid')).toBe(true);
  expect(server.seen.at(-1)?.headers['idempotency-key']).toMatch(/-7/);
});

test('a runtime without fetch or random bytes is told which port to give', () => {
  const { createFieldClient } = startBareRuntime();
  const baseUrl = 'https://api.provedor.com.br';
  const missing = (port: string) =>
    expect.objectContaining({ code: 'client.missing_port', details: expect.objectContaining({ port }) });
  expect(() => createFieldClient({ baseUrl })).toThrow(missing('fetch'));
  expect(() => createFieldClient({ baseUrl, fetch: bareFetch })).toThrow(missing('random'));
});

const { exports } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** Every entry an app may import, but the one that names its platform. */
const entries = Object.keys(exports)
  .filter((name) => name !== './storage-node')
  .map((name) => `src/${name.slice(2)}/index.ts`.replace('//', '/'));

/** What a browser or Node has, and neither JavaScript nor every React Native. */
const absent = [
  'BroadcastChannel',
  'Buffer',
  'Headers',
  'ReadableStream',
  'Request',
  'Response',
  'TextDecoder',
  'TextEncoder',
  'URL',
  'URLSearchParams',
  'atob',
  'btoa',
  'crypto',
  'document',
  'fetch',
  'indexedDB',
  'localStorage',
  'navigator',
  'process',
  'setImmediate',
  'structuredClone',
  'window',
];

/** A runtime with those names removed, in which a script was run. */
function runBare(script: string): unknown {
  const context = createContext({ setTimeout, clearTimeout, AbortController });
  expect(runInContext(`[${absent.map((name) => `typeof ${name}`)}]`, context)).toEqual(
    absent.map(() => 'undefined'),
  );
  runInContext(script, context);
  return runInContext('field', context);
}

test.each(entries)(
  '%s imports no built-in of Node, only the libraries the client names, and starts anywhere',
  async (entry) => {
    const { inputs, script } = await bundle(`client/${entry}`);
    const libraries = Object.keys(inputs).flatMap((path) => /.*node_modules\/([^/]+)/.exec(path)?.[1] ?? []);
    const imports = Object.values(inputs).flatMap((input) => input.imports);
    expect(imports.filter(({ external }) => external)).toEqual([]);
    expect(new Set(['eventemitter3', 'zod', ...libraries])).toEqual(new Set(['eventemitter3', 'zod']));
    expect(Object.keys(runBare(script) as object)).not.toEqual([]);
  },
);

/** Everything an app may have, as one script. */
async function startBareApp() {
  const { outputFiles } = await build({
    stdin: {
      contents: entries.map((path) => `export * from './${path}';`).join('\n'),
      resolveDir: fileURLToPath(new URL('..', import.meta.url)),
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'field',
    platform: 'neutral',
    target: 'es2022',
    conditions: ['@field/source'],
    mainFields: ['module', 'main'],
  });
  return runBare(outputFiles[0]?.text ?? '') as typeof client &
    typeof import('../src/diagnostics/index.ts') &
    typeof import('../src/encryption/index.ts') &
    typeof import('../src/location/index.ts') &
    typeof import('../src/offline/index.ts') &
    typeof import('../src/onu/index.ts') &
    typeof import('../src/outbox/index.ts') &
    typeof import('../src/read-back/index.ts') &
    typeof import('../src/resilience/index.ts') &
    typeof import('../src/storage/index.ts') &
    typeof import('../src/tabs/index.ts') &
    typeof import('../src/tenants/index.ts') &
    typeof import('../src/transfer/index.ts');
}

const random = (bytes: Uint8Array) => bytes.map(() => Math.floor(Math.random() * 256));

/** A stand-in reached as React Native reaches a server: no stream, no whole `Headers`. */
function bareFetchOf(standIn: ReturnType<typeof createStandInServer>) {
  return async (url: string, init: RequestInit) => {
    const response = await standIn.fetch(url, { ...init, signal: null });
    const { headers, ok, status } = response;
    const text = url.endsWith('/events') ? () => new Promise<string>(() => {}) : () => response.text();
    return { ok, status, headers: { get: (name: string) => headers.get(name) }, text } as unknown as Response;
  };
}

function mmkvOf(values: Map<string, string>) {
  return {
    getString: (key: string) => values.get(key),
    set: (key: string, value: string) => void values.set(key, value),
    delete: (key: string) => void values.delete(key),
    getAllKeys: () => [...values.keys()],
  };
}

test('a prepared day, an ONU job and a report for support need neither Node nor a browser', async () => {
  const field = await startBareApp();
  const fetch = bareFetchOf(createStandInServer());
  const diagnostics = field.createDiagnostics({ app: { name: 'tecnico', version: '1' } });
  const texts = field.createMemoryStorage();
  const directoryUrl = 'https://field.test';
  const tenants = field.openTenants({ storage: texts, fetch, directoryUrl });
  const { tenant } = await tenants.find('provedor.example');
  const app = field.createFieldClient({
    tenant,
    fetch,
    random,
    onEvent: diagnostics.onEvent,
    middleware: [field.retryReads({ random })],
  });
  tenants.pinOnSignIn(app, tenant);
  await app.login({ username: 'ana', password: 'fibra', companyId: 'matriz' });
  expect(await tenants.known()).toMatchObject([{ pinned: true }]);
  const values = new Map<string, string>();
  const storage = await field.openEncryptedRecords(await field.openKeyValueRecords(mmkvOf(values)), {
    key: new Uint8Array(32).fill(7),
    crypto: webcrypto,
  });
  const offline = field.openOffline({ client: app, storage });
  expect((await offline.prepareDay()).complete).toBe(true);
  expect([...values.values()].join()).not.toContain('FIBRA');
  const seen: string[] = [];
  for await (const { id } of field.eachTicket(app, { limit: 3 })) seen.push(id);
  expect(seen.length).toBe(10);
  const jobs = field.openOnuJobs({ client: app, storage });
  const work = await jobs.discover('os-1001', { endsWith: '4C5D' });
  expect((await work.ended).state).toBe('succeeded');
  const report = await diagnostics.report({ session: app.session, offline, storage });
  expect(report).toMatchObject({ session: { technicianId: 'ana' }, sync: { tickets: 10 } });
  offline.close();
  expect(await field.createBrowserLocation(undefined).read()).toMatchObject({ reason: 'unavailable' });

  const missing = (port: string) =>
    expect.objectContaining({ code: 'client.missing_port', details: expect.objectContaining({ port }) });
  const lead = () => Promise.reject(new TypeError('never'));
  expect(() => field.openTabs({ name: 'a', lead })).toThrow(missing('channel'));
  await expect(field.openIndexedDbRecords('a')).rejects.toEqual(missing('storage'));
  await expect(field.openEncryptedRecords(storage, { key: new Uint8Array(32) })).rejects.toEqual(
    missing('crypto'),
  );
});

test('what a forgetful server has is read back, and work changes its device, without Node or a browser', async () => {
  const field = await startBareApp();
  const server = createStandInServer({ idempotency: false });
  const fetch = bareFetchOf(server);
  const key = {
    keyId: 'device',
    sign: async (text: string) => createHash('sha256').update(`key ${text}`).digest('hex'),
    verify: async (text: string, signature: string) =>
      signature === createHash('sha256').update(`key ${text}`).digest('hex'),
  };
  async function start() {
    const app = field.createFieldClient({
      baseUrl: 'https://field.test',
      capabilities: ['withoutIdempotency'],
      fetch,
      random,
    });
    await app.login({ username: 'ana', password: 'fibra', companyId: 'matriz' });
    const readBack = field.createReadBack({ client: app, settleMs: 1 });
    const storage = await field.openKeyValueRecords(mmkvOf(new Map()));
    return field.openOutbox({ client: app, storage, readBack, backoff: { baseMs: 1, maxMs: 2 } });
  }
  const first = await start();
  const isUse = ({ method, path }: { method: string; path: string }) =>
    method === 'POST' && path.endsWith('/products');
  server.faults.add({ kind: 'dropAfterCommit', times: 1, on: isUse });
  const used = await first.products.use('os-1001', { productId: 'drop', quantity: 3.5, mode: 'sale' });
  await used.acknowledged;
  expect(server.world.uses.map(({ quantity }) => quantity)).toEqual([3.5]);

  const gone = server.faults.add({ kind: 'offline', on: isUse });
  await first.products.use('os-1001', { productId: 'drop', quantity: 4.5, mode: 'sale' });
  const text = await field.exportPending({ outbox: first }, key);
  await first.close();
  gone();
  const second = await start();
  expect(await field.importPending({ outbox: second }, text, key)).toBe(1);
  await vi.waitFor(() => expect(second.getSnapshot().pending).toBe(0), { timeout: 20_000 });
  expect(server.world.uses.map(({ quantity }) => quantity)).toEqual([3.5, 4.5]);
});
