import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { absent, startChromium } from '../bench/rigs/chromium-page.ts';
import { clientError } from '../src/errors/client-error.ts';
import { createStore } from '../src/ports/store.ts';
import { type ChannelPort, openTabs } from '../src/tabs/index.ts';
import { createManualClock } from '../src/testing/index.ts';
import { rejection } from './signed-in-client.ts';

/** Pages that hear each other and share a lease, on one clock. */
function startBrowser() {
  const clock = createManualClock('2026-03-02T08:00:00Z');
  const items = new Map<string, string>();
  const listeners = new Set<{ readonly of: object; readonly hear: (event: { data: unknown }) => void }>();
  const lease = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
  function openPage(name: string) {
    const channel: ChannelPort = {
      postMessage(data) {
        for (const one of [...listeners]) if (one.of !== channel) one.hear({ data: structuredClone(data) });
      },
      addEventListener: (_, hear) => void listeners.add({ of: channel, hear }),
      close() {
        for (const one of [...listeners]) if (one.of === channel) listeners.delete(one);
      },
    };
    let count = 0;
    const counter = createStore(clock, () => ({
      count,
      by: name,
      error: count > 1 ? clientError('client.quota') : null,
    }));
    const closed: string[] = [];
    const tabs = openTabs({
      name: 'field',
      clock,
      locks: null,
      lease,
      channel,
      lead: async () => ({
        actions: {
          async add(by: number, bytes: Uint8Array) {
            if (by < 0) throw clientError('client.conflict', { by });
            count += by + bytes.length;
            counter.changed();
            return { count };
          },
        },
        stores: { counter },
        close: () => void closed.push(name),
      }),
    });
    return {
      tabs,
      counter: tabs.follow<{ count: number; by: string; error: unknown }>('counter'),
      closed,
      crash: channel.close,
    };
  }
  async function later(ms: number) {
    for (let step = 0; step < ms; step += 100) {
      clock.advance(100);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return { clock, items, later, openPage };
}

test('without Web Locks a lease finds one leader; the others follow it, and one of them comes after it', async () => {
  const { later, openPage } = startBrowser();
  const [first, second] = [openPage('first'), openPage('second')];
  await later(1_000);
  expect([first.tabs.getSnapshot().role, second.tabs.getSnapshot().role].sort()).toEqual([
    'follower',
    'leader',
  ]);
  const [leader, follower] = first.tabs.getSnapshot().role === 'leader' ? [first, second] : [second, first];
  expect(await follower.tabs.act('add', 1, Uint8Array.of(7))).toEqual({ count: 2 });
  expect(await leader.tabs.act('add', 1, Uint8Array.of())).toEqual({ count: 3 });
  expect(follower.counter.getSnapshot().value).toMatchObject({ count: 3, error: { code: 'client.quota' } });
  expect(follower.counter.getSnapshot()).toBe(follower.counter.getSnapshot());
  const refused = await rejection(follower.tabs.act('add', -1, Uint8Array.of()));
  expect(refused).toMatchObject({ code: 'client.conflict', details: { by: -1 } });
  const late = openPage('late');
  expect(late.counter.getSnapshot().value).toMatchObject({ count: 3 });

  await leader.tabs.close();
  expect(leader.closed).toHaveLength(1);
  await later(3_000);
  expect([follower, late].filter(({ tabs }) => tabs.getSnapshot().role === 'leader')).toHaveLength(1);
});

test('a leader that froze stands aside when it wakes and another page has its lease', async () => {
  const { clock, items, later, openPage } = startBrowser();
  const frozen = openPage('frozen');
  await later(500);
  expect(frozen.tabs.getSnapshot().role).toBe('leader');
  items.set('field:field', `another ${clock.now() + 5_000}`);
  await later(3_000);
  expect([frozen.tabs.getSnapshot().role, frozen.closed]).toEqual(['follower', ['frozen']]);
  expect(await rejectionLater(frozen.tabs.act('add', 1, Uint8Array.of()), later)).toMatchObject({
    code: 'client.timeout',
  });
  expect(frozen.tabs.getSnapshot().role).toBe('leader');
});

async function rejectionLater(
  work: Promise<unknown>,
  later: (ms: number) => Promise<void>,
): Promise<unknown> {
  const [error] = await Promise.all([rejection(work), later(31_000)]);
  return error;
}

const program = `
  import { createFieldClient } from './src/index.ts';
  import { openOutbox } from './src/outbox/index.ts';
  import { openIndexedDbRecords } from './src/storage/index.ts';
  import { openTabs } from './src/tabs/index.ts';
  import { createStandInServer } from './src/testing/index.ts';
  globalThis.start = (withLocks) => {
    const tabs = openTabs({
      name: 'app',
      locks: withLocks ? undefined : null,
      async lead() {
        const server = createStandInServer();
        const client = createFieldClient({ baseUrl: 'https://field.test', fetch: server.fetch });
        await client.login({ username: 'ana', password: 'fibra', companyId: 'matriz' });
        server.faults.add({ kind: 'offline' });
        const outbox = await openOutbox({ client, storage: await openIndexedDbRecords('app') });
        return {
          stores: { outbox },
          actions: {
            startVisit: async (ticketId) => {
              const { operationId } = await outbox.tickets.startVisit(ticketId, { startedAt: new Date().toISOString(), location: null });
              return operationId;
            },
          },
          close: () => outbox.close(),
        };
      },
    });
    globalThis.tabs = tabs;
    globalThis.outbox = tabs.follow('outbox');
  };
  globalThis.state = () => ({ role: tabs.getSnapshot().role, error: String(tabs.getSnapshot().error), pending: outbox.getSnapshot().value?.pending ?? null });
`;

test.for([true, false])(
  'in Chromium one page leads and keeps the work, the other follows live (Web Locks: %s)',
  async (withLocks, context) => {
    if (absent) return context.skip(absent);
    const chromium = await startChromium(program);
    onTestFinished(chromium.close);
    const open = async () => {
      const page = await chromium.openPage();
      await page.evaluate(`start(${withLocks})`);
      return page;
    };
    const until = (page: Page, condition: string) =>
      page.waitForFunction(condition, undefined, { timeout: 30_000 });
    const leader = await open();
    await until(leader, "state().role === 'leader'");
    const follower = await open();
    expect(await follower.evaluate("tabs.act('startVisit', 'os-1001')")).toMatch(/-7/);
    await until(follower, 'state().pending === 1');
    expect(await follower.evaluate('state()')).toMatchObject({ role: 'follower', pending: 1 });
    if (!withLocks) await leader.evaluate('tabs.close()');
    await leader.close();
    await until(follower, "state().role === 'leader'");
    await until(follower, 'state().pending === 1');
  },
);
