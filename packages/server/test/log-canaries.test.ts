import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { metrics, type Span, trace } from '@opentelemetry/api';
import { expect, onTestFinished, test } from 'vitest';
import { memoryEvidenceFiles } from '../src/evidence/memory-evidence-files.ts';
import {
  type Backend,
  createBackendSync,
  createFieldServer,
  type LogEntry,
  type Logger,
  type Storage,
  seedTenant,
} from '../src/index.ts';
import { describeFault } from '../src/protocol/logger.ts';
import { assembleStorage } from '../src/storage/assemble-storage.ts';
import { createSecretBox } from '../src/storage/secret-box.ts';
import { createDice } from './faults/dice.ts';
import { operationsOf } from './fuzz/make-request.ts';
import { sample } from './fuzz/sample.ts';
import { serveCommand } from './support/command.ts';
import { openTestEngine, openTestStorage } from './support/engine.ts';
import { temporaryFolder } from './support/serve.ts';
import { password, staffed } from './support/tenant.ts';

const seed = 11;
/** Of a person and of a secret, as they stand in what is asked, stored and thrown. */
const canary = 'Canaria 529.982.247-25 (35) 98888-7777 senha=canary-secret';
const told = [
  'Canaria',
  '529.982.247',
  '98888-7777',
  'canary-secret',
  'pppoe-secret',
  password,
  'José',
  '99999-0001',
];

/** A database's error, as talkative as they are: with the values, and a line that looks like a frame. */
function talkative(given: unknown): Error {
  const said = `${canary} ${JSON.stringify(given)}`;
  const error = new Error(`duplicate key: Key (x)=(${said})\n    at ${said}\n    at ${said}`);
  return Object.assign(error, { code: '23505', detail: said, where: said, query: said, parameters: [said] });
}

/** Whatever is asked of it rejects. */
function broken(): never {
  const refuse = (...given: unknown[]) => Promise.reject(talkative(given));
  return new Proxy({}, { get: () => new Proxy(refuse, { get: () => refuse }) }) as never;
}

/** Collects all that OpenTelemetry is told. */
function observe(): string[] {
  const seen: string[] = [];
  const keep = (...values: unknown[]) => void seen.push(JSON.stringify(values));
  const span = new Proxy({}, { get: () => keep }) as unknown as Span;
  const startSpan = (...values: unknown[]) => {
    keep(values[0], values[1]);
    return span;
  };
  trace.setGlobalTracerProvider({ getTracer: () => ({ startSpan, startActiveSpan: startSpan as never }) });
  metrics.setGlobalMeterProvider({
    getMeter: () => ({ createHistogram: () => ({ record: keep }) }),
  } as never);
  onTestFinished(() => {
    trace.disable();
    metrics.disable();
  });
  return seen;
}

function collect(): Logger & { readonly entries: LogEntry[] } {
  const entries: LogEntry[] = [];
  const log = (entry: LogEntry) => void entries.push(entry);
  return { entries, info: log, error: log };
}

test(`no route tells the log or OpenTelemetry a secret or a person, whatever is asked and whatever breaks (seed ${seed})`, async () => {
  const spans = observe();
  const logger = collect();
  const engine = await openTestEngine();
  const parts = { engine, secrets: createSecretBox(randomBytes(32)), evidenceFiles: memoryEvidenceFiles() };
  const whole = assembleStorage(parts);
  onTestFinished(whole.close);
  await seedTenant(whole, staffed('norte'));
  let isBroken = false;
  const storage: Storage = {
    ...whole,
    get directory() {
      return isBroken ? broken() : whole.directory;
    },
    as: (scope) => (isBroken ? broken() : whole.as(scope)),
    change: (scope, work) => (isBroken ? Promise.reject(talkative(scope)) : whole.change(scope, work)),
    check: () => (isBroken ? Promise.reject(talkative('check')) : whole.check()),
  };
  const server = createFieldServer({ storage, logger });
  onTestFinished(server.close);
  const ask = async (method: string, path: string, headers: Record<string, string>, body: string | null) => {
    const response = await server.fetch(
      new Request(`http://norte.example${path}`, { method, headers, body }),
    );
    if (response.headers.get('content-type')?.startsWith('text/event-stream')) await response.body?.cancel();
    else await response.arrayBuffer();
    return response;
  };
  const json = { 'content-type': 'application/json' };
  const login = async (username: string) => {
    const body = JSON.stringify({ username, password, companyId: 'matriz' });
    const request = new Request('http://norte.example/v1/login', { method: 'POST', headers: json, body });
    const answer = (await (await server.fetch(request)).json()) as Record<
      'accessToken' | 'refreshToken',
      string
    >;
    secrets.push(answer.accessToken, answer.refreshToken);
    return answer.accessToken;
  };
  const secrets: string[] = [...told];
  const document = await (await server.fetch(new Request('http://norte.example/openapi.json'))).json();
  const dice = createDice(seed);
  const operations = operationsOf(document);
  const failed = new Set<string>();
  for (const { method, path, parameters, content } of operations) {
    for (const round of [0, 1, 2, 3]) {
      const token = await login(round % 2 === 0 ? 'ana' : 'alba');
      const query = new URLSearchParams({ search: canary });
      for (const { name } of parameters.filter((each) => each.in === 'query')) query.set(name, canary);
      const [[mediaType, schema] = [undefined, undefined]] = content;
      const body = schema && sample(schema, document.components.schemas, dice);
      const spoken = JSON.stringify(body, (_, value) =>
        typeof value === 'string' && /^x+$/.test(value) ? canary : value,
      );
      const headers = {
        authorization: `Bearer ${token}`,
        'idempotency-key': randomUUID(),
        'user-agent': canary.replace(/[^ -~]/g, ''),
        cookie: 'session=canary-secret',
        traceparent: '00-canary-secret-01',
        'tus-resumable': '1.0.0',
        ...(mediaType !== undefined && { 'content-type': mediaType }),
      };
      isBroken = round > 1;
      const place = path.replace(/\{\w+\}/g, round % 2 === 0 ? 't-1' : encodeURIComponent(canary));
      const asked = round > 1 ? '' : `?${query}`;
      const text = method === 'GET' || method === 'HEAD' ? null : (spoken ?? canary);
      const { status } = await ask(method, `${place}${asked}`, headers, text);
      isBroken = false;
      if (status === 500) failed.add(`${method} ${path}`);
    }
  }
  expect(operations.length).toBeGreaterThan(50);
  // Enough of them met the broken database for this to say something.
  expect(failed.size).toBeGreaterThan(operations.length / 2);
  const lines = [...logger.entries.map((entry) => JSON.stringify(entry)), ...spans];
  expect(lines.length).toBeGreaterThan(operations.length * 8);
  const all = lines.join('\n');
  expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
});

test('a system behind that breaks, or says too much, is logged by its code alone', async () => {
  const storage = await openTestStorage();
  onTestFinished(storage.close);
  const logger = collect();
  const backend = {
    name: 'talkative',
    listTickets: () => Promise.reject(talkative('list')),
  } as unknown as Backend;
  const sync = createBackendSync({ storage, backends: [{ tenantId: 'norte', backend }], logger });
  sync.start();
  await expect.poll(() => logger.entries.length).toBeGreaterThan(0);
  await sync.close();
  expect(logger.entries[0]).toMatchObject({ event: 'failure', fault: 'Error 23505' });
  expect(JSON.stringify(logger.entries)).not.toMatch(/Canaria|canary|98888-7777/);
});

test('of a fault is told what it is called and where it arose, not what it says', () => {
  const renamed = Object.assign(talkative('x'), { name: canary, code: canary });
  const { fault, frames } = describeFault(renamed);
  expect(fault).toBe('Error');
  expect(frames.length).toBeGreaterThan(0);
  expect(frames.join()).toContain('log-canaries.test.ts');
  expect(frames.join()).not.toMatch(/Canaria|canary-secret|98888-7777/);
  expect(describeFault(canary)).toEqual({ fault: 'string', frames: [] });
});

test('a server that crashes says where, in one line of JSON, and nothing of what was in its hands', async () => {
  const crash = `process.on('SIGUSR2', () => {
    throw Object.assign(new Error('Key (cpf)=(${canary})'), { detail: '${canary}' });
  });`;
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'crash.mjs'), crash);
  const { child } = await serveCommand([], {
    FIELD_DATABASE: join(folder, 'field.db'),
    NODE_OPTIONS: `--import=${pathToFileURL(join(folder, 'crash.mjs'))}`,
  });
  const said = text(child.stderr as NodeJS.ReadableStream);
  const exited = once(child, 'exit');
  child.kill('SIGUSR2');
  const line = await said;
  expect(JSON.parse(line)).toMatchObject({ event: 'crash', fault: 'Error' });
  expect(line).not.toMatch(/Canaria|canary-secret|98888-7777|529\.982/);
  expect(await exited).toEqual([1, null]);
});
