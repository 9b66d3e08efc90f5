import { randomUUID } from 'node:crypto';
import { readFile, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Session, Ticket, Timeline } from '@field/core';
import Database from 'libsql';
import { expect, onTestFinished, test } from 'vitest';
import { type LogEntry, openSqliteStorage, seedTenant } from '../src/index.ts';
import { holdFlushes } from './support/hold-flushes.ts';
import { secretKey, serve, temporaryFolder } from './support/serve.ts';
import { provider, ticket } from './support/tenant.ts';

const scope = { tenantId: 'norte', companyId: 'matriz', technicianId: 'ana' };
const ids = Array.from({ length: 16 }, (_, index) => `t-${index + 1}`);
const moved = { status: 'inProgress' } as const;
const at = '2026-03-02T12:00:00Z';
const tenant = provider('norte', {
  contracts: ids.map((id) => ({ id: `contract-${id}` })),
  tickets: ids.map((id) => ticket(id, { contractId: `contract-${id}` })),
});

/** A server on a database file, whose `ana` has done everything once that is written at first only. */
async function open() {
  const path = join(await temporaryFolder(), 'field.db');
  const storage = await openSqliteStorage({ path, secretKey });
  await seedTenant(storage, tenant);
  const errors: LogEntry[] = [];
  const logger = { info() {}, error: (entry: LogEntry) => void errors.push(entry) };
  const server = await serve({ storage, tenants: [], logger });
  let closing: Promise<void> | undefined;
  const closeStorage = () => {
    closing ??= server.server.close().then(() => storage.close());
    return closing;
  };
  onTestFinished(closeStorage);
  const as = await server.login();
  const close = (id: string, key: string = randomUUID()) =>
    server.call('POST', `/v1/tickets/${id}/closing`, {
      as,
      body: report,
      headers: { 'idempotency-key': key },
    });
  expect((await close('t-16')).status).toBe(200);
  // What is committed, as another process sees it.
  const beside = new Database(path);
  onTestFinished(() => void beside.close());
  const count = beside.prepare('select count(*) as closings from closings');
  const closings = () => (count.get([]) as { closings: number }).closings;
  return { ...server, path, storage, as, close, closings, closeStorage, errors };
}

const file = `sha256:${'9f'.repeat(32)}`;
const report = {
  cause: { code: 'fibre-cut' },
  solution: { code: 'new-drop' },
  details: 'Drop trocado da CTO até a casa, sinal medido.',
  addressChanged: false,
  readings: { rxAtOnuDbm: -19.5, rxAtOltDbm: -22.1, cto: 'CTO-1', seal: '0099', ctoPort: '7' },
  photos: [file],
  customerSignature: file,
  technicianSignature: null,
  outcome: 'resolved',
  occurredAt: '2026-03-02T13:00:00-03:00',
  location: null,
};

/** Watches answers: which of them are here. */
function watch<Name extends string>(answers: Readonly<Record<Name, Promise<unknown>>>) {
  const here = new Set<Name>();
  const names = Object.keys(answers) as Name[];
  for (const name of names) answers[name].then(() => here.add(name)).catch(() => here.add(name));
  return here;
}

test('a closing is told when it is on the disk; so is whatever shows it', async () => {
  const { close, closings, json, call, as } = await open();
  const flushes = holdFlushes();
  const key = randomUUID();
  const first = close('t-1', key);
  await flushes.begun();
  expect(closings()).toBe(2);
  const get = (path: string) => json<Ticket & Timeline>('GET', path, { as });
  const answers = {
    first,
    replay: close('t-1', key),
    ticket: get('/v1/tickets/t-1'),
    list: get('/v1/tickets?limit=50'),
    timeline: get('/v1/tickets/t-1/timeline'),
    refused: close('t-1'),
  };
  const here = watch(answers);
  // The server answers what asks for nothing stored, and has been there and back often enough to have told the others.
  for (let turn = 0; turn < 50; turn += 1) await json('GET', '/healthz');
  expect([...here]).toEqual([]);
  flushes.letGo();
  const { id } = (await (await first).json()) as Ticket;
  expect(await answers.ticket).toMatchObject({ id, status: 'completed' });
  expect((await answers.replay).headers.get('idempotency-replayed')).toBe('true');
  expect((await answers.timeline).items).toHaveLength(1);
  expect((await answers.refused).status).toBe(409);
  await answers.list;
  expect((await call('GET', '/v1/tickets', { as })).status).toBe(200);
});

test('sixteen changes at once: each a transaction of its own, few flushes, one at a time', async () => {
  const { storage, path } = await open();
  const before = await commitsIn(`${path}-wal`);
  const flushes = holdFlushes();
  const changes = ids.map((id) => storage.change(scope, (store) => store.tickets.update(id, moved, at)));
  // The next one's turn comes before the flush of the one before.
  while ((await commitsIn(`${path}-wal`)) < before + 16);
  expect(flushes.told()).toMatchObject({ count: 1, most: 1 });
  flushes.letGo();
  for (const change of changes) await change;
  expect(flushes.told()).toMatchObject({ count: 2, most: 1 });
  expect((await commitsIn(`${path}-wal`)) - before).toBe(16);
});

test('a flush that fails: nothing is told any more, and after a new start nothing told is missing', async () => {
  const { close, path, as, json, refusal, errors, closings, closeStorage } = await open();
  expect((await close('t-1')).status).toBe(200);
  const flushes = holdFlushes();
  const keys = ids.slice(0, 15).map(() => randomUUID());
  const first = close('t-2', keys[1]);
  await flushes.begun();
  const second = close('t-3', keys[2]);
  flushes.fail('EIO');
  for (const answer of [await first, await second]) {
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await answer.json()).toMatchObject({ code: 'server.storage_unavailable', retryable: true });
  }
  // The system would flush again, without what was lost.
  expect((await close('t-4', keys[3])).status).toBe(503);
  expect(closings()).toBe(3);
  expect(await refusal('GET', '/v1/tickets/t-1', { as })).toBe('503 server.storage_unavailable');
  expect(await refusal('GET', '/readyz')).toBe('503 server.not_ready');
  expect(await refusal('GET', '/readyz')).toBe('503 server.not_ready');
  expect(await json('GET', '/healthz')).toEqual({ status: 'ok' });
  expect(errors.map(({ fault }) => fault)).toContain('WalFlushFailed EIO');
  await closeStorage();

  const storage = await openSqliteStorage({ path, secretKey });
  onTestFinished(() => storage.close());
  const again = await serve({ storage, tenants: [] });
  expect(await again.json('GET', '/readyz')).toEqual({ status: 'ready' });
  const statusOf = async (id: string) =>
    (await again.json<Ticket>('GET', `/v1/tickets/${id}`, { as })).status;
  expect([await statusOf('t-16'), await statusOf('t-1')]).toEqual(['completed', 'completed']);
  for (const [at, id] of ['t-2', 't-3', 't-4'].entries()) {
    const headers = { 'idempotency-key': keys[at + 1] ?? '' };
    const answer = await again.call('POST', `/v1/tickets/${id}/closing`, { as, body: report, headers });
    expect(answer.status).toBe(200);
    const { items } = await again.json<Timeline>('GET', `/v1/tickets/${id}/timeline`, { as });
    expect(items.map(({ kind }) => kind)).toEqual(['closed']);
  }
});

test('what is written outside a transaction is on the disk before it is answered', async () => {
  const { login, json, call } = await open();
  const as: Session = await login();
  const flushes = holdFlushes();
  // The first use of a token is written down.
  const answer = call('GET', '/v1/tickets', { as });
  const here = watch({ answer });
  await flushes.begun();
  for (let turn = 0; turn < 20; turn += 1) await json('GET', '/healthz');
  expect([...here]).toEqual([]);
  flushes.letGo();
  expect((await answer).status).toBe(200);
});

test('a storage that is closed while a flush is under way waits for it', async () => {
  const { storage, path, json } = await open();
  const flushes = holdFlushes();
  const change = storage.change(scope, (store) => store.tickets.update('t-1', moved, at));
  await flushes.begun();
  const closed = storage.close();
  const here = watch({ change, closed });
  for (let turn = 0; turn < 20; turn += 1) await json('GET', '/healthz');
  expect([...here]).toEqual([]);
  flushes.letGo();
  await change;
  await closed;
  // The file that was flushed is not held any more, where the system can be asked.
  const flushed = await readlink(`/proc/self/fd/${flushes.told().file}`).catch(() => null);
  expect(flushed).not.toBe(`${path}-wal`);
  await storage.close();
  const again = await openSqliteStorage({ path, secretKey });
  expect((await again.as(scope).tickets.find('t-1'))?.status).toBe('inProgress');
  await again.close();
});

test('the journal does not grow under load without a pause', async () => {
  const { storage, path } = await open();
  let left = 2400;
  const work = async (id: string) => {
    while (left-- > 0) {
      await storage.change(scope, (store) => store.tickets.update(id, moved, at));
    }
  };
  await Promise.all(ids.slice(0, 8).map(work));
  // Without a checkpoint beside them these commits would have written more than twice as much.
  expect((await stat(`${path}-wal`)).size).toBeLessThan(16 * 1024 * 1024);
});

/** How many transactions an SQLite journal holds: their last frame says how large the database is after it (sqlite.org/fileformat2.html). */
async function commitsIn(path: string): Promise<number> {
  const journal = await readFile(path);
  const frame = 24 + journal.readUInt32BE(8);
  const salt = journal.subarray(16, 24);
  let commits = 0;
  for (let at = 32; at + frame <= journal.length; at += frame) {
    if (!journal.subarray(at + 8, at + 16).equals(salt)) break;
    if (journal.readUInt32BE(at + 4) > 0) commits += 1;
  }
  return commits;
}
