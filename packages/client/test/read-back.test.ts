import type { ProductUse, TimelineEntry } from '@field/core';
import { expect, test } from 'vitest';
import { createFieldClient } from '../src/index.ts';
import { createMemoryRecords, type OutboxSnapshot, openOutbox } from '../src/outbox/index.ts';
import { createReadBack } from '../src/read-back/index.ts';
import { createHandlerFetch, createManualClock } from '../src/testing/index.ts';
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

const author = sampleSession().technician;
const use = { productId: 'drop', quantity: 2, mode: 'sale' } as const;
const lend = { productId: 'router', quantity: 1, mode: 'loan', serial: 'RT-1' } as const;

function entry(kind: TimelineEntry['kind'], params: TimelineEntry['params'] = {}): TimelineEntry {
  const recordedAt = '2026-03-02T12:00:00Z';
  return { id: `t-${kind}`, ticketId: '1', kind, author, occurredAt: recordedAt, recordedAt, params };
}

function movement(movementId: string, input: Partial<ProductUse> = {}): ProductUse {
  const recorded = { recordedBy: author, recordedAt: '2026-03-02T12:00:00Z' };
  return {
    movementId,
    ticketId: '1',
    name: 'Drop',
    unit: 'metre',
    serial: null,
    ...use,
    ...recorded,
    ...input,
  };
}

/** A server that cannot tell a repetition and keeps its own time; the first answer to a change is lost. */
async function start({ looking = true } = {}) {
  const shown = {
    timeline: [] as TimelineEntry[],
    uses: [] as ProductUse[],
    stock: [] as string[],
    status: 'assigned',
  };
  const sent: string[] = [];
  let lost = false;
  const clock = createManualClock('2026-03-02T11:00:00Z');
  const json = (value: unknown, status = 200) => Response.json(value, { status });
  const client = createFieldClient({
    baseUrl: 'https://field.test',
    capabilities: ['withoutIdempotency'],
    clock,
    fetch: createHandlerFetch(async ({ method, url }) => {
      const { pathname: path, searchParams } = new URL(url);
      if (path === '/v1/login') return json(sampleSession());
      if (path === '/v1/stock') {
        const item = { productId: 'router', name: 'Router', unit: 'unit', kind: 'serialized' };
        return json({ items: [{ ...item, available: shown.stock.length, serials: shown.stock }] });
      }
      if (method === 'GET' && path.endsWith('/timeline')) {
        // An entry a page: what is looked for may stand on any.
        const from = Number(searchParams.get('cursor') ?? 0);
        const nextCursor = from + 1 < shown.timeline.length ? String(from + 1) : null;
        return json({ items: shown.timeline.slice(from, from + 1), nextCursor });
      }
      if (method === 'GET' && path.endsWith('/products')) return json({ items: shown.uses });
      if (method === 'GET') return json({ ...sampleTicket, status: shown.status });
      sent.push(`${method} ${path.split('/').slice(4).join('/')}`);
      if (!lost) {
        lost = true;
        throw new TypeError('the line dropped');
      }
      if (path.endsWith('/visits')) return json(sampleVisit, 201);
      if (path.endsWith('/products')) return json(movement('m9'), 201);
      return json({ ...sampleTicket, status: 'completed' });
    }),
  });
  await client.login(sampleLogin);
  const readBack = looking ? createReadBack({ client, settleMs: 60_000 }) : undefined;
  const outbox = await openOutbox({ client, storage: createMemoryRecords(), readBack });
  /** Lets a minute pass, then waits for what it brings. */
  const settle = async (fits: (snapshot: OutboxSnapshot) => boolean, ms = 60_000) => {
    await until(outbox, ({ status }) => status === 'waiting');
    clock.advance(ms);
    return until(outbox, fits);
  };
  return { clock, outbox, sent, settle, shown };
}

const isIdle = ({ status }: OutboxSnapshot) => status === 'idle';
const asks = ({ needsDecision }: OutboxSnapshot) => needsDecision === 1;

test('what the server does not have is sent again, and not before it may have arrived', async () => {
  const { clock, outbox, sent, settle } = await start();
  const { operationId } = await outbox.tickets.startVisit('1', sampleStart);
  await until(outbox, ({ status }) => status === 'waiting');
  outbox.sync();
  clock.advance(59_000);
  expect(sent).toHaveLength(1);
  expect(await rejection(outbox.discard(operationId))).toMatchObject({ code: 'client.conflict' });
  await settle(isIdle, 1_000);
  expect(sent).toEqual(['POST visits', 'POST visits']);
});

test('what the server has at the very instant is done, and later changes know its id', async () => {
  const { outbox, sent, settle, shown } = await start();
  const queued = await outbox.products.use('1', use);
  const occurredAt = outbox.getSnapshot().items[0]?.occurredAt ?? '';
  shown.timeline.push({ ...entry('productAdded', { quantity: 2, movementId: 'm1' }), occurredAt });
  shown.uses.push(movement('m0', { recordedBy: { id: 'x', name: 'Bia' } }), movement('m1'));
  await settle(isIdle);
  expect(await queued.acknowledged).toMatchObject({ movementId: 'm1' });
  await outbox.products.remove('1', queued.reference);
  await until(outbox, ({ items }) => items.length === 0 || items[0]?.failures === 1);
  expect(sent).toEqual(['POST products', 'DELETE products/m1']);
});

test('a departure whose answer was lost is found on the timeline, and not told twice', async () => {
  const { outbox, sent, settle, shown } = await start();
  const occurredAt = '2026-03-02T14:20:00Z';
  await outbox.tickets.depart('1', { occurredAt, location: null });
  shown.timeline.push(entry('note', { text: 'Ligar antes' }), entry('note', { text: 'Portão azul' }));
  shown.timeline.push({ ...entry('note', { outcome: 'enRoute', text: 'A caminho' }), occurredAt });
  await settle(isIdle);
  expect(sent).toEqual(['POST departure']);
});

test('what only looks alike is asked about: the technician says it is that one', async () => {
  const { outbox, sent, settle, shown } = await start();
  const queued = await outbox.products.use('1', use);
  shown.timeline.push(entry('productAdded', { quantity: 2, movementId: 'm1' }));
  shown.uses.push(movement('m1'));
  const { items } = await settle(asks);
  expect(items).toMatchObject([{ state: 'needsDecision', candidates: ['m1'] }]);
  await outbox.decide(queued.operationId, 'done', 'm1');
  await until(outbox, isIdle);
  expect(sent).toEqual(['POST products']);
  expect(await rejection(outbox.decide(queued.operationId, 'done'))).toMatchObject({
    code: 'client.not_found',
  });
});

test('or that it is another, and it is sent', async () => {
  const { outbox, sent, settle, shown } = await start();
  const { operationId } = await outbox.tickets.startVisit('1', sampleStart);
  shown.timeline.push(entry('visitStarted'));
  await settle(asks);
  await outbox.decide(operationId, 'notDone');
  await until(outbox, isIdle);
  expect(sent).toEqual(['POST visits', 'POST visits']);
});

test('a single item is where its serial number is: on the ticket, in the stock, or nobody knows', async () => {
  const onTicket = await start();
  await onTicket.outbox.products.use('1', lend);
  onTicket.shown.uses.push(movement('m1', lend));
  await onTicket.settle(isIdle);
  expect(onTicket.sent).toHaveLength(1);

  const inStock = await start();
  await inStock.outbox.products.use('1', lend);
  inStock.shown.stock.push('RT-1');
  await inStock.settle(isIdle);
  expect(inStock.sent).toHaveLength(2);

  const nowhere = await start();
  await nowhere.outbox.products.use('1', lend);
  await nowhere.settle(asks);
  expect(nowhere.sent).toHaveLength(1);
});

test('a closed ticket whose timeline has another closing is asked about, an open one is closed', async () => {
  const closed = await start();
  await closed.outbox.closings.close('1', sampleClosing);
  closed.shown.status = 'completed';
  await closed.settle(asks);

  const open = await start();
  const { acknowledged } = await open.outbox.closings.close('1', sampleClosing);
  await open.settle(isIdle);
  expect(await acknowledged).toMatchObject({ status: 'completed' });
  expect(open.sent).toHaveLength(2);
});

test('where nobody can look, the technician is asked each time', async () => {
  const { clock, outbox, sent } = await start({ looking: false });
  await outbox.tickets.startVisit('1', sampleStart);
  await until(outbox, ({ status }) => status === 'waiting');
  clock.advance(600_000);
  await until(outbox, asks);
  expect(sent).toEqual(['POST visits']);
});
