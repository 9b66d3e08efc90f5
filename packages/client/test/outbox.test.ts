import { expect, test } from 'vitest';
import { createMemoryRecords, openOutbox } from '../src/outbox/index.ts';
import { sampleStart, sampleVisit } from './samples.ts';
import { rejection } from './signed-in-client.ts';
import { answer, backoff, startOutbox, use } from './started-outbox.ts';
import { until } from './until.ts';

test('a change is stored before the first byte is sent, and acknowledged by the server’s answer', async () => {
  const { changes, outbox, records } = await startOutbox();
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
  const { client, records } = await startOutbox((request, response) => {
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
  const { client, records } = await startOutbox();
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
  const { changes, client } = await startOutbox();
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

test('a change of a kind this app does not know, and a record it cannot read, are kept and shown', async () => {
  const { changes, client, outbox, records } = await startOutbox((_, response) => {
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

test('handing the same change in twice is one change', async () => {
  const { changes, outbox } = await startOutbox();
  const once = { operationId: '0190a1b2-0000-7000-8000-000000000001' };
  await outbox.products.use('1', use, once);
  await outbox.products.use('1', use, once);
  await until(outbox, ({ status }) => status === 'idle');
  await outbox.products.use('1', use, once);
  expect(changes()).toHaveLength(1);
});
