import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import type * as client from '../src/index.ts';
import { sendJson, startLoopbackServer } from './loopback-server.ts';
import { sampleClosing, sampleLogin, sampleSession, sampleTenant, sampleTicket } from './samples.ts';

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

test('the outbox imports no built-in either, and only the two libraries it names', async () => {
  const { inputs } = await bundle('client/src/outbox/index.ts');
  const libraries = Object.keys(inputs).flatMap((path) => /.*node_modules\/([^/]+)/.exec(path)?.[1] ?? []);
  const imports = Object.values(inputs).flatMap((input) => input.imports);
  expect(imports.filter(({ external }) => external)).toEqual([]);
  expect([...new Set(libraries)].sort()).toEqual(['eventemitter3', 'zod']);
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
