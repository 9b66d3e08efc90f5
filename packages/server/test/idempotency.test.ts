import { randomUUID } from 'node:crypto';
import type { Evidence, ProductUse, ProductUses, Timeline } from '@field/core';
import { expect, onTestFinished, test } from 'vitest';
import type { Storage } from '../src/index.ts';
import { openTestStorage } from './support/engine.ts';
import { jpeg, png } from './support/pictures.ts';
import { serve } from './support/serve.ts';

const path = '/v1/tickets/t-1/products';
const body = { productId: 'connector', quantity: 2, mode: 'sale' };

test('the same key and body answer what was answered first, and change nothing again', async () => {
  const { call, json, login } = await serve();
  const as = await login();
  const headers = { 'idempotency-key': randomUUID() };
  const first = await call('POST', path, { as, body, headers });
  const reordered = { mode: 'sale', quantity: 2.0, productId: 'connector' };
  const again = await call('POST', path, {
    as,
    body: reordered,
    headers: { 'idempotency-key': `"${headers['idempotency-key']}"` },
  });
  expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([
    null,
    'true',
  ]);
  expect([again.status, await again.json()]).toEqual([201, await first.json()]);
  expect((await json<ProductUses>('GET', path, { as })).items).toHaveLength(1);
  expect((await json<Timeline>('GET', '/v1/tickets/t-1/timeline', { as })).items).toHaveLength(1);
});

test('ten repetitions at once are one change', async () => {
  const { call, json, login } = await serve();
  const as = await login();
  const headers = { 'idempotency-key': randomUUID() };
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => call('POST', path, { as, body, headers })),
  );
  const movements = await Promise.all(
    answers.map(async (answer) => ((await answer.json()) as ProductUse).movementId),
  );
  expect(new Set(movements).size).toBe(1);
  expect((await json<ProductUses>('GET', path, { as })).items).toHaveLength(1);
});

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** A server whose first change, once it has written all it writes, waits inside its transaction; and another beside it. */
async function twoServers(end: () => void) {
  const storage = await openTestStorage();
  onTestFinished(storage.close);
  const isInside = gate();
  const isNext = gate();
  const goOn = gate();
  let isHeld = false;
  const held: Storage = {
    ...storage,
    change: (scope, work) =>
      storage.change(scope, async (store) => {
        const done = await work(store);
        if (isHeld) return done;
        isHeld = true;
        isInside.open();
        await goOn.opened;
        end();
        return done;
      }),
  };
  const other = new Proxy(storage, {
    get(target, name) {
      if (isHeld) isNext.open();
      return target[name as keyof Storage];
    },
  });
  const first = await serve({ storage: held });
  const second = await serve({ storage: other, tenants: [] });
  const as = await first.login();
  const headers = { 'idempotency-key': randomUUID() };
  const one = first.call('POST', path, { as, body, headers });
  await isInside.opened;
  const two = second.call('POST', path, { as, body, headers });
  await isNext.opened;
  goOn.open();
  const answers = await Promise.all([one, two]);
  const { items } = await first.json<ProductUses>('GET', path, { as });
  return { answers, items };
}

test('a repetition that comes while the change is in its transaction waits and answers the same', async () => {
  const { answers, items } = await twoServers(() => {});
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  expect(answers.map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([null, 'true']);
  const [one, two] = await Promise.all(answers.map((answer) => answer.json()));
  expect(two).toEqual(one);
  expect(items).toEqual([one]);
});

test('a repetition that comes while the change is about to fail makes the change, once', async () => {
  const { answers, items } = await twoServers(() => {
    throw new TypeError('the disk is full');
  });
  expect(answers.map(({ status }) => status)).toEqual([500, 201]);
  expect(items).toEqual([await answers[1]?.json()]);
});

test('the same key for anything else is refused', async () => {
  const { json, login, refusal } = await serve();
  const as = await login();
  const headers = { 'idempotency-key': randomUUID() };
  await json('POST', path, { as, body, headers });
  expect(await refusal('POST', path, { as, body: { ...body, quantity: 3 }, headers })).toBe(
    '422 server.idempotency_mismatch',
  );
  const visit = { startedAt: '2026-03-02T11:28:00-03:00', location: null };
  expect(await refusal('POST', '/v1/tickets/t-1/visits', { as, body: visit, headers })).toBe(
    '422 server.idempotency_mismatch',
  );
  for (const key of [
    '',
    'short',
    'not-a-uuid-but-long-enough',
    'with space inside',
    `"${'x'.repeat(200)}"`,
  ]) {
    expect(await refusal('POST', path, { as, body, headers: { 'idempotency-key': key } })).toBe(
      '400 server.bad_header',
    );
  }
});

test('a refused change leaves its key free for the corrected one', async () => {
  const { call, login, refusal } = await serve();
  const as = await login();
  const headers = { 'idempotency-key': randomUUID() };
  expect(await refusal('POST', path, { as, body: { ...body, quantity: 99 }, headers })).toBe(
    '409 server.stock_insufficient',
  );
  expect((await call('POST', path, { as, body, headers })).status).toBe(201);
});

test('a key belongs to its technician and tenant', async () => {
  const { json, login } = await serve();
  const headers = { 'idempotency-key': randomUUID() };
  const ana = await json<ProductUse>('POST', path, { as: await login(), body, headers });
  const sul = await json<ProductUse>('POST', path, { as: await login('ana', 'sul'), body, headers });
  const beto = await json<ProductUse>('POST', '/v1/tickets/t-2/products', {
    as: await login('beto'),
    body,
    headers,
  });
  expect([ana.ticketId, sul.ticketId, beto.ticketId]).toEqual(['t-1', 't-1', 't-2']);
  expect([ana.recordedBy.id, sul.recordedBy.id, beto.recordedBy.id]).toEqual(['ana', 'ana', 'beto']);
});

test('removing a product twice under one key is one removal', async () => {
  const { call, json, login } = await serve();
  const as = await login();
  const { movementId } = await json<ProductUse>('POST', path, { as, body });
  const headers = { 'idempotency-key': randomUUID() };
  for (const _ of [1, 2]) {
    const answer = await call('DELETE', `${path}/${movementId}`, { as, headers });
    expect([answer.status, await answer.text()]).toEqual([204, '']);
  }
  const { items } = await json<Timeline>('GET', '/v1/tickets/t-1/timeline', { as });
  expect(items.map(({ kind }) => kind)).toEqual(['productAdded', 'productRemoved']);
});

test('an upload is recognised by its bytes', async () => {
  const { json, login, upload } = await serve();
  const as = await login();
  const headers = { 'idempotency-key': randomUUID() };
  const first = (await (await upload(as, 't-1', 'photo', jpeg, headers)).json()) as Evidence;
  const again = (await (await upload(as, 't-1', 'photo', jpeg, headers)).json()) as Evidence;
  expect(again).toEqual(first);
  const other = await upload(as, 't-1', 'photo', png, headers);
  expect([other.status, await other.json()]).toMatchObject([422, { code: 'server.idempotency_mismatch' }]);
  expect((await json<Timeline>('GET', '/v1/tickets/t-1/timeline', { as })).items).toHaveLength(1);
});

test('answers are kept 30 days', async () => {
  let now = Date.parse('2026-03-01T12:00:00Z');
  const { call, login } = await serve({ clock: () => new Date(now) });
  const headers = { 'idempotency-key': randomUUID() };
  const use = async (key = headers) =>
    (await call('POST', path, { as: await login(), body, headers: key })).headers;
  await use();
  now += 29 * 86_400_000;
  // Old answers are cleared away with others.
  await use({ 'idempotency-key': randomUUID() });
  expect((await use()).get('idempotency-replayed')).toBe('true');
  now += 2 * 86_400_000;
  await use({ 'idempotency-key': randomUUID() });
  expect((await use()).get('idempotency-replayed')).toBe(null);
});

test('the device’s time of a change without a body of its own is kept', async () => {
  const { call, json, login, refusal } = await serve({ clock: () => new Date('2026-03-02T15:00:00Z') });
  const as = await login();
  const occurred = { 'field-occurred-at': '2026-03-02T11:50:00-03:00' };
  await call('POST', path, { as, body, headers: occurred });
  const { items } = await json<Timeline>('GET', '/v1/tickets/t-1/timeline', { as });
  expect(items).toMatchObject([
    { occurredAt: '2026-03-02T11:50:00-03:00', recordedAt: '2026-03-02T15:00:00.000Z' },
  ]);
  expect(await refusal('POST', path, { as, body, headers: { 'field-occurred-at': 'yesterday' } })).toBe(
    '400 server.bad_header',
  );
});

test('a server may insist on keys', async () => {
  const { call, login, refusal } = await serve({ policy: { requireIdempotencyKey: true } });
  const as = await login();
  expect(await refusal('POST', path, { as, body })).toBe('428 server.idempotency_key_required');
  const headers = { 'idempotency-key': randomUUID() };
  expect((await call('POST', path, { as, body, headers })).status).toBe(201);
});
