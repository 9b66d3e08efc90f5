import { expect, test } from 'vitest';
import { createFieldClient, createMemoryStorage } from '../src/index.ts';
import {
  createBrowserTrigger,
  createMemoryRecords,
  type Outbox,
  type OutboxSnapshot,
  openOutbox,
} from '../src/outbox/index.ts';
import { createManualClock, createSeededRandom, createStandInServer } from '../src/testing/index.ts';
import { exportPending, importPending } from '../src/transfer/index.ts';
import { rejection } from './signed-in-client.ts';
import { until } from './until.ts';

const startedAt = '2026-03-02T11:00:00Z';
const use = { productId: 'connector', quantity: 1, mode: 'sale' } as const;
const isIdle = ({ status }: OutboxSnapshot) => status === 'idle';

/** A phone whose time stands still, at a stand-in that counts what reaches it. */
async function start() {
  const clock = createManualClock(startedAt);
  const server = createStandInServer({ clock });
  const [records, storage, random] = [createMemoryRecords(), createMemoryStorage(), createSeededRandom(1)];
  const run = async (on = records, more: Partial<Parameters<typeof openOutbox>[0]> = {}) => {
    const client = createFieldClient({
      baseUrl: 'https://field.test',
      fetch: server.fetch,
      clock,
      storage,
      random,
    });
    await client.restore();
    if (client.session.getSnapshot().status !== 'signedIn') {
      await client.login({ username: 'ana', password: 'fibra', companyId: 'matriz' });
    }
    return { client, outbox: await openOutbox({ client, storage: on, ...more }) };
  };
  const changes = () => server.seen.filter(({ operationId }) => operationId !== null);
  return { clock, server, run, changes, ...(await run()) };
}

const retryOf = (outbox: Outbox) =>
  new Promise<{ error: unknown; inMs: number }>((resolve) =>
    outbox.events.once('retry', (_, error, inMs) => resolve({ error, inMs })),
  );

test('a server that never answers is given up on at the deadline of the call, and asked again', async () => {
  const { clock, changes, outbox, server } = await start();
  server.faults.add({ kind: 'slow', times: 1, delayMs: 3_600_000 });
  const failed = retryOf(outbox);
  const queued = await outbox.products.use('os-1001', use, { timeoutMs: 9_000 });
  await until(outbox, ({ status }) => status === 'sending');
  clock.advance(8_999);
  expect(outbox.getSnapshot().status).toBe('sending');
  clock.advance(1);
  const { error, inMs } = await failed;
  expect(error).toMatchObject({ code: 'client.timeout' });
  expect(changes()).toEqual([]);
  clock.advance(inMs);
  await queued.acknowledged;
  expect(changes().map(({ operationId }) => operationId)).toEqual([queued.operationId]);
});

test('after five failures in a row nobody knocks; one change asks for all, and all go once it is answered', async () => {
  const { clock, outbox, run, server } = await start();
  await outbox.close();
  let knocks = 0;
  const isChange = ({ path }: { path: string }) => path.endsWith('/products') && knocks++ >= 0;
  server.faults.add({ kind: 'offline', on: isChange });
  const one = await run(createMemoryRecords(), { concurrency: 1 });
  const waits: number[] = [];
  one.outbox.events.on('retry', (_, __, inMs) => waits.push(inMs));
  const tickets = ['os-1001', 'os-1002', 'os-1003', 'os-1004', 'os-1006', 'os-1007', 'os-1008'];
  for (const ticket of tickets) await one.outbox.products.use(ticket, use);
  const opened = await until(one.outbox, ({ items, status }) => {
    const failures = items.reduce((sum, item) => sum + item.failures, 0);
    return status === 'waiting' && failures === 5;
  });
  expect([knocks, opened.items.filter(({ failures }) => failures === 0).length]).toEqual([5, 2]);

  // The probe fails, too: one knock, and silence again.
  const silence = retryOf(one.outbox);
  one.outbox.sync();
  await silence;
  await until(one.outbox, ({ status }) => status === 'waiting');
  expect(knocks).toBe(6);

  server.faults.clear();
  clock.advance(300_000);
  await until(one.outbox, isIdle);
  expect(server.world.uses.map(({ ticketId }) => ticketId).sort()).toEqual(tickets);
});

test('the foreground and the connection wake it, a hidden page does not, and a closed one listens to nothing', async () => {
  const { outbox, run, server } = await start();
  await outbox.close();
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const network = new EventTarget();
  let woken = 0;
  const trigger = createBrowserTrigger(page, network);
  const triggers = [
    (sync: () => void) =>
      trigger(() => {
        woken += 1;
        sync();
      }),
  ];
  const next = await run(createMemoryRecords(), { triggers });
  const offline = server.faults.add({ kind: 'offline' });
  const failed = retryOf(next.outbox);
  const queued = await next.outbox.products.use('os-1001', use);
  await failed;
  offline();
  page.visibilityState = 'hidden';
  page.dispatchEvent(new Event('visibilitychange'));
  expect(woken).toBe(0);
  page.visibilityState = 'visible';
  page.dispatchEvent(new Event('visibilitychange'));
  await queued.acknowledged;
  network.dispatchEvent(new Event('online'));
  expect(woken).toBe(2);
  await next.outbox.close();
  network.dispatchEvent(new Event('online'));
  page.dispatchEvent(new Event('visibilitychange'));
  expect(woken).toBe(2);
});

test('what waited when the app ended goes out when it starts, asked by nobody', async () => {
  const { outbox, run, server, clock } = await start();
  const records = createMemoryRecords();
  await outbox.close();
  const before = await run(records);
  const offline = server.faults.add({ kind: 'offline' });
  const failed = retryOf(before.outbox);
  await before.outbox.products.use('os-1001', use);
  await failed;
  await before.outbox.close();
  offline();
  clock.advance(1);
  const after = await run(records);
  await until(after.outbox, isIdle);
  expect(server.world.uses).toHaveLength(1);
});

test('a refused change goes to another device with its reason, is edited there and done', async () => {
  const { outbox, run, server } = await start();
  const key = {
    keyId: 'k1',
    sign: async (text: string) => `signed ${text.length}`,
    verify: async (text: string, signature: string) => signature === `signed ${text.length}`,
  };
  const refused = await outbox.products.use('os-1001', { ...use, quantity: 9_999 });
  const later = await outbox.tickets.depart('os-1001', { occurredAt: startedAt, location: null });
  await rejection(refused.acknowledged);
  const text = await exportPending({ outbox }, key);
  await outbox.close();

  const other = await run(createMemoryRecords());
  expect(await importPending(other, text, key)).toBe(2);
  const { items } = other.outbox.getSnapshot();
  expect(items.map(({ operationId, refusal, state }) => [operationId, state, refusal?.problemCode])).toEqual([
    [refused.operationId, 'refused', 'server.stock_insufficient'],
    [later.operationId, 'queued', undefined],
  ]);
  await other.outbox.edit(refused.operationId, use);
  await until(other.outbox, isIdle);
  expect(server.world.uses).toMatchObject([{ productId: 'connector', quantity: 1 }]);
  expect(server.world.tickets.get('os-1001')?.ticket.status).toBe('enRoute');
});
