import type { ServerResponse } from 'node:http';
import type { ClosingPolicy } from '@field/core';
import { expect, test } from 'vitest';
import { createFieldClient, createMemoryStorage, isClientError } from '../src/index.ts';
import { createMemoryRecords, openOutbox } from '../src/outbox/index.ts';
import type { RecordStorage } from '../src/storage/record-storage.ts';
import { exportPending, importPending } from '../src/transfer/index.ts';
import { type SeenRequest, sendJson, sendProblem, startLoopbackServer } from './loopback-server.ts';
import {
  sampleClosing,
  sampleLogin,
  sampleSession,
  sampleStart,
  sampleTicket,
  sampleVisit,
} from './samples.ts';
import { rejection } from './signed-in-client.ts';
import { until } from './until.ts';

const use = { productId: 'drop', quantity: 2, mode: 'sale' } as const;
const backoff = { baseMs: 1, maxMs: 5 };
/** Only what wakes it lets it try again within a test. */
const patient = { baseMs: 86_400_000, maxMs: 86_400_000 };

/** Answers every change as a server does, unless `respond` says it did. */
function answer({ method, path }: SeenRequest, response: ServerResponse) {
  if (method === 'DELETE') return response.writeHead(204).end();
  if (path.endsWith('/visits')) return sendJson(response, sampleVisit, 201);
  if (path.includes('/evidence')) {
    const file = { mediaType: 'image/png', bytes: 3, category: 'photo', caption: null, location: null };
    return sendJson(
      response,
      { ...file, id: 'e1', sha256: 'a'.repeat(64), takenAt: sampleStart.startedAt },
      201,
    );
  }
  if (path.endsWith('/products')) {
    const recorded = { recordedBy: { id: 't1', name: 'Ana' }, recordedAt: sampleStart.startedAt };
    const movement = {
      ...use,
      ...recorded,
      movementId: 'm1',
      ticketId: '1',
      name: 'Drop',
      unit: 'metre',
      serial: null,
    };
    return sendJson(response, movement, 201);
  }
  sendJson(response, { ...sampleTicket, status: 'completed' });
}

async function start(respond: (request: SeenRequest, response: ServerResponse) => boolean = () => false) {
  const server = await startLoopbackServer((request, response) => {
    if (request.path === '/v1/login') {
      const { username } = JSON.parse(request.body);
      return sendJson(response, sampleSession(0, { id: username, name: username }));
    }
    if (request.path === '/v1/logout') return void response.writeHead(204).end();
    if (!respond(request, response)) answer(request, response);
  });
  const records = createMemoryRecords();
  const storage = createMemoryStorage();
  const run = async (on: RecordStorage = records) => {
    const client = createFieldClient({ baseUrl: server.url, storage });
    const outbox = await openOutbox({ client, storage: on, backoff });
    return { client, outbox };
  };
  const first = await run();
  await first.client.login(sampleLogin);
  const changes = () =>
    server.seen.filter(({ method, path }) => method !== 'GET' && !/log(in|out)$|refresh$/.test(path));
  return { server, records, run, changes, ...first };
}

/** The first snapshot that `fits`. */

const refuseOnce = () => {
  let refused = false;
  return (request: SeenRequest, response: ServerResponse) => {
    if (refused || !request.path.endsWith('/1/products')) return false;
    refused = true;
    sendProblem(response, 409, { code: 'server.stock_insufficient' });
    return true;
  };
};

test('a change is stored before the first byte is sent, and acknowledged by the server’s answer', async () => {
  const { changes, outbox, records } = await start();
  const queued = await outbox.tickets.startVisit('os-1001', sampleStart);
  expect((await records.list('outbox/')).length).toBe(1);
  expect(await queued.acknowledged).toEqual(sampleVisit);
  const idle = await until(outbox, ({ status }) => status === 'idle');
  expect(idle).toMatchObject({ pending: 0, items: [] });
  expect(changes()[0]?.headers['idempotency-key']).toBe(queued.operationId);
});

test('no more changes than allowed are on the wire at once, and the others follow', async () => {
  const waiting: (() => void)[] = [];
  let most = 0;
  let arrived = () => {};
  const { client, records } = await start((request, response) => {
    if (!request.path.endsWith('/products')) return false;
    waiting.push(() => answer(request, response));
    most = Math.max(most, waiting.length);
    arrived();
    return true;
  });
  const outbox = await openOutbox({ client, storage: records, backoff, concurrency: 2 });
  for (let ticket = 1; ticket <= 5; ticket += 1) await outbox.products.use(String(ticket), use);
  for (let left = 5; left > 0; left -= 1) {
    while (waiting.length < Math.min(2, left)) {
      await new Promise<void>((resolve) => {
        arrived = resolve;
      });
    }
    waiting.shift()?.();
  }
  await until(outbox, ({ status }) => status === 'idle');
  expect(most).toBe(2);
});

test('a listener that throws holds nothing up', async () => {
  const uncaught = new Set<string>();
  let allUncaught = () => {};
  const surfaced = new Promise<void>((resolve) => {
    allUncaught = resolve;
  });
  const { client, records } = await start();
  const { connection } = client;
  const clock = {
    ...connection.clock,
    schedule: (delayMs: number, run: () => void) =>
      connection.clock.schedule(delayMs, () => {
        try {
          run();
        } catch (error) {
          if (uncaught.add(String(error)).size === 3) allUncaught();
        }
      }),
  };
  const outbox = await openOutbox({
    client: { ...client, connection: { ...connection, clock } },
    storage: records,
    backoff,
  });
  for (const name of ['enqueued', 'sending', 'acknowledged'] as const) {
    outbox.events.on(name, () => {
      throw new TypeError(`a screen's ${name}`);
    });
  }
  await outbox.products.use('1', use);
  await outbox.products.use('1', use);
  await until(outbox, ({ status }) => status === 'idle');
  await surfaced;
});

test('storage that fails refuses the change, and nothing is sent', async () => {
  const { changes, client } = await start();
  const full = {
    ...createMemoryRecords(),
    commit: async () => {
      throw Object.assign(new Error('full'), { name: 'QuotaExceededError' });
    },
  };
  const outbox = await openOutbox({ client, storage: { ...full, list: async () => [] } });
  expect(await rejection(outbox.products.use('1', use))).toMatchObject({ code: 'client.quota' });
  expect(changes()).toEqual([]);
});

test('what the server refuses holds up its own ticket, says why, and goes on once it is edited', async () => {
  const { changes, outbox } = await start(refuseOnce());
  const refused = await outbox.products.use('1', use);
  await outbox.tickets.startVisit('1', sampleStart);
  await (await outbox.products.use('2', use)).acknowledged;
  expect(await rejection(refused.acknowledged)).toMatchObject({ code: 'client.conflict' });
  const { items } = await until(outbox, (snapshot) => snapshot.refused === 1);
  expect(items.map(({ kind, refusal, state }) => [kind, state, refusal?.problemCode])).toEqual([
    ['products.use', 'refused', 'server.stock_insufficient'],
    ['tickets.startVisit', 'queued', undefined],
  ]);
  expect(await rejection(outbox.edit(refused.operationId, { ...use, quantity: -1 }))).toMatchObject({
    code: 'client.invalid',
  });
  await outbox.edit(refused.operationId, { ...use, quantity: 1 });
  await until(outbox, ({ status }) => status === 'idle');
  const ofTicket = changes().filter(({ path }) => path.startsWith('/v1/tickets/1/'));
  expect(ofTicket.map(({ path }) => path.split('/').at(-1))).toEqual(['products', 'products', 'visits']);
  expect(ofTicket[1]?.headers['idempotency-key']).toBe(refused.operationId);
  expect(JSON.parse(ofTicket[1]?.body ?? '')).toMatchObject({ quantity: 1 });
});

test('a refused change can be retried as it is, or discarded', async () => {
  const { outbox } = await start(refuseOnce());
  const { operationId } = await outbox.products.use('1', use);
  await until(outbox, ({ refused }) => refused === 1);
  await outbox.retry(operationId);
  await until(outbox, ({ status }) => status === 'idle');

  const other = await start(refuseOnce());
  const given = await other.outbox.products.use('1', use);
  await until(other.outbox, ({ refused }) => refused === 1);
  await other.outbox.discard(given.operationId);
  expect(other.outbox.getSnapshot()).toMatchObject({ status: 'idle', pending: 0 });
  expect(await other.records.list('')).toEqual([]);
  expect(await rejection(other.outbox.retry(given.operationId))).toMatchObject({ code: 'client.not_found' });
});

test('a sign-out with pending work is refused with its count, and may leave the work for the next sign-in', async () => {
  let online = false;
  const { client, outbox, run } = await start((_, response) => {
    if (!online) response.destroy();
    return !online;
  });
  await outbox.products.use('1', use);
  await outbox.products.use('2', use);
  expect(await rejection(client.logout())).toMatchObject({
    code: 'client.pending_work',
    details: { pending: 2 },
  });
  expect(client.session.getSnapshot().status).toBe('signedIn');
  await client.logout({ leavePending: true });
  expect(outbox.getSnapshot()).toMatchObject({ pending: 0, ofOthers: 2 });
  await outbox.close();

  online = true;
  const next = await run();
  await next.client.login({ ...sampleLogin, username: 'beto' });
  await (await next.outbox.products.use('3', use)).acknowledged;
  expect(next.outbox.getSnapshot()).toMatchObject({ pending: 0, ofOthers: 2 });
  await next.client.login(sampleLogin);
  await until(next.outbox, ({ ofOthers, pending }) => ofOthers + pending === 0);
});

test('an expired sign-in holds work back and loses none', async () => {
  let expired = true;
  const { client, outbox } = await start((_, response) => {
    if (expired) sendProblem(response, 401, { code: 'server.session_ended' });
    return expired;
  });
  const queued = await outbox.products.use('1', use);
  await until(outbox, ({ status }) => status === 'needsSignIn');
  await outbox.products.use('1', use);
  expect(outbox.getSnapshot()).toMatchObject({ pending: 2, refused: 0 });
  expired = false;
  await client.login(sampleLogin);
  expect(await queued.acknowledged).toMatchObject({ movementId: 'm1' });
  await until(outbox, ({ status }) => status === 'idle');
});

test('a change of a kind this app does not know, and a record it cannot read, are kept and shown', async () => {
  const { changes, client, outbox, records } = await start((_, response) => {
    response.destroy();
    return true;
  });
  await outbox.products.use('1', use);
  await outbox.products.use('2', use);
  await outbox.close();
  const [[key, text] = ['', '']] = await records.list('outbox/');
  const entry = JSON.parse(String(text));
  const newer = JSON.stringify({ ...entry, hint: 'x', operation: { ...entry.operation, kind: 'drone.fly' } });
  await records.commit([
    [key, newer],
    ['outbox/999999999999-x', '{"from":"the future"}'],
  ]);
  const sent = changes().length;
  const next = await openOutbox({ client, storage: records, backoff });
  await until(next, () => changes().length > sent);
  const { items, pending, unreadable } = next.getSnapshot();
  expect(items.map(({ kind, state }) => [kind, state])[0]).toEqual(['drone.fly', 'unsupported']);
  expect([pending, unreadable]).toEqual([2, 1]);
  expect(
    changes()
      .slice(sent)
      .every(({ path }) => path.includes('/2/')),
  ).toBe(true);
  await next.close();
  expect(await records.read(key)).toBe(newer);
  expect(await records.read('outbox/999999999999-x')).toContain('future');
});

test('a report is stored at once, its closing goes last and names what the server made of its files', async () => {
  const { changes, outbox } = await start();
  const bytes = Uint8Array.of(1, 2, 3);
  const file = { mediaType: 'image/png', category: 'photo', takenAt: sampleStart.startedAt, bytes } as const;
  const report = { evidence: [file], products: [use], closing: { ...sampleClosing, photos: [] } };
  const incomplete = { ...report, closing: { ...report.closing, details: '' } };
  expect(await rejection(outbox.closeTicket('1', incomplete))).toMatchObject({ code: 'client.invalid' });
  expect(outbox.progressOf('1').total).toBe(0);

  const closing = await outbox.closeTicket('1', report);
  const late = await rejection(outbox.products.use('1', use));
  expect(isClientError(late, 'client.conflict')).toBe(true);
  expect(await closing.acknowledged).toMatchObject({ status: 'completed' });
  expect(changes().map(({ path }) => path.split(/[/?]/)[4])).toEqual(['evidence', 'products', 'closing']);
  expect(JSON.parse(changes().at(-1)?.body ?? '')).toMatchObject({ photos: ['e1'] });
  await until(outbox, ({ status }) => status === 'idle');
  expect(outbox.progressOf('1')).toMatchObject({ done: 3, total: 3 });
});

test('a report is judged by the provider’s own policy before anything is stored, and names it', async () => {
  const { changes, client, records } = await start();
  const policy: ClosingPolicy = {
    format: 1,
    id: 'installation',
    revision: 7,
    serviceTypes: ['INST'],
    closing: [
      { require: 'photos', subject: 'powerMeter' },
      { require: 'products', item: 'drop' },
    ],
    start: [],
  };
  const contextOf = async () => ({ policy });
  const outbox = await openOutbox({ client, storage: records, backoff, contextOf });
  const bytes = Uint8Array.of(1, 2, 3);
  const file = { mediaType: 'image/png', category: 'photo', takenAt: sampleStart.startedAt, bytes } as const;
  const shown = { ...file, subject: 'powerMeter' };
  const closing = { ...sampleClosing, photos: [], customerSignature: null };
  const refused = await rejection(outbox.closeTicket('1', { evidence: [file], closing }));
  if (!isClientError(refused, 'client.invalid')) throw refused;
  expect(refused.details.issues.map(({ code }) => code)).toEqual([
    'closing.subject_photos_required',
    'closing.products_required',
  ]);
  expect(await records.list('')).toEqual([]);

  const queued = await outbox.closeTicket('1', { evidence: [shown], products: [use], closing });
  await queued.acknowledged;
  expect(JSON.parse(changes().at(-1)?.body ?? '')).toMatchObject({
    policy: { id: 'installation', revision: 7 },
  });
});

test('a closing whose photo was discarded is refused here, and named', async () => {
  let online = false;
  const { client, records } = await start((_, response) => {
    if (!online) response.destroy();
    return !online;
  });
  const outbox = await openOutbox({ client, storage: records, backoff: patient });
  const failed = new Promise((resolve) => outbox.events.once('retry', resolve));
  const bytes = Uint8Array.of(1, 2, 3);
  const file = { mediaType: 'image/png', category: 'photo', takenAt: sampleStart.startedAt, bytes } as const;
  await outbox.closeTicket('1', { evidence: [file], closing: { ...sampleClosing, photos: [] } });
  const photo = outbox.progressOf('1').steps[0]?.id ?? '';
  await failed;
  await outbox.discard(photo);
  online = true;
  outbox.sync();
  const { items } = await until(outbox, ({ refused }) => refused === 1);
  expect(items[0]?.refusal?.issues).toMatchObject([{ path: ['reference'] }]);
});

test('pending work goes to another device as one signed file, and is done once', async () => {
  let online = false;
  const { changes, outbox, run } = await start((_, response) => {
    if (!online) response.destroy();
    return !online;
  });
  const key = {
    keyId: 'k1',
    sign: async (text: string) => `signed ${text.length}`,
    verify: async (text: string, signature: string, keyId: string) =>
      keyId === 'k1' && signature === `signed ${text.length}`,
  };
  const bytes = Uint8Array.from({ length: 1000 }, (_, index) => index % 256);
  const file = { mediaType: 'image/png', category: 'photo', takenAt: sampleStart.startedAt, bytes } as const;
  await outbox.evidence.upload('1', file);
  await outbox.products.use('1', use);
  const text = await exportPending({ outbox }, key);
  await outbox.close();

  const sent = changes().length;
  const other = await run(createMemoryRecords());
  expect(await rejection(importPending(other, text.replace('drop', 'dorp!'), key))).toMatchObject({
    code: 'client.unverified_file',
  });
  expect(await rejection(importPending(other, 'no file', key))).toMatchObject({
    code: 'client.unverified_file',
  });
  expect(await importPending(other, text, key)).toBe(2);
  expect(await importPending(other, text, key)).toBe(0);
  online = true;
  other.outbox.sync();
  await until(other.outbox, ({ status }) => status === 'idle');
  const arrived = changes().slice(sent);
  expect(arrived.at(-1)?.path).toBe('/v1/tickets/1/products');
  expect(arrived.find(({ path }) => path.includes('evidence'))?.body).toBe(
    Buffer.from(bytes).toString('latin1'),
  );
});

test('handing the same change in twice is one change', async () => {
  const { changes, outbox } = await start();
  const once = { operationId: '0190a1b2-0000-7000-8000-000000000001' };
  await outbox.products.use('1', use, once);
  await outbox.products.use('1', use, once);
  await until(outbox, ({ status }) => status === 'idle');
  await outbox.products.use('1', use, once);
  expect(changes()).toHaveLength(1);
});

test('a trigger wakes what waits for its next attempt', async () => {
  let online = false;
  const { client, records } = await start((_, response) => {
    if (!online) response.destroy();
    return !online;
  });
  let wake = () => {};
  const outbox = await openOutbox({
    client,
    storage: records,
    backoff: patient,
    triggers: [
      (sync) => {
        wake = sync;
        return () => undefined;
      },
    ],
  });
  const failed = new Promise((resolve) => outbox.events.once('retry', resolve));
  const queued = await outbox.products.use('9', use);
  await failed;
  online = true;
  wake();
  expect(await queued.acknowledged).toMatchObject({ movementId: 'm1' });
});
