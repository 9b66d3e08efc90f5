import { createFieldClient, discoverTenant } from '@field/client';
import { openOffline } from '@field/client/offline';
import { createMemoryRecords } from '@field/client/outbox';
import { createManualClock } from '@field/client/testing';
import { expect, onTestFinished, test } from 'vitest';
import { serve } from './support/serve.ts';
import { password, provider, ticket } from './support/tenant.ts';

/** An hour of March in the calendar of this machine, which is the phone's: it prepares whole days. */
const at = (day: number, hour: number) => new Date(2026, 2, day, hour).toISOString();
const morning = at(2, 5);
const on = (day: number) => ({ startsAt: at(day, 9), endsAt: at(day, 11) });
const tickets = [
  ticket('t-late', { schedule: on(3) }),
  ticket('t-early', { schedule: on(2), priority: 'urgent' }),
  ticket('t-some-day'),
  ticket('t-far', { schedule: on(20) }),
  ticket('t-done', { status: 'completed', schedule: on(2) }),
  ticket('t-beto', { technicianId: 'beto', schedule: on(2) }),
];

/** A phone at a real server, with a switch for its coverage. */
async function startPhone(records = createMemoryRecords(), given?: Awaited<ReturnType<typeof serve>>) {
  const clock = createManualClock(morning);
  const server =
    given ?? (await serve({ tenants: [provider('norte', { tickets })], clock: () => new Date(clock.now()) }));
  const line = { up: true, requests: [] as string[] };
  const client = createFieldClient({
    tenant: await discoverTenant('norte.example', { directoryUrl: server.url }),
    clock: { now: clock.now, schedule: (ms, run) => clock.schedule(ms, run) },
    fetch: async (url, init) => {
      line.requests.push(url.slice(server.url.length));
      if (!line.up) throw new TypeError('no coverage');
      return fetch(url, init);
    },
  });
  const login = (username = 'ana') => client.login({ username, password, companyId: 'matriz' });
  const offline = openOffline({ client, storage: records });
  onTestFinished(() => offline.close());
  return { client, clock, line, login, offline, records, server };
}

const ids = (items: readonly { readonly id: string }[] | undefined) => items?.map(({ id }) => id);

test('empty, stale and failed are three answers', async () => {
  const { clock, line, login, offline, server } = await startPhone();
  await login();
  line.up = false;
  expect(await offline.tickets.list()).toMatchObject({
    state: 'failed',
    value: null,
    asOf: null,
    complete: false,
    error: { code: 'client.network' },
  });
  line.up = true;
  const fresh = await offline.tickets.list();
  expect(fresh).toMatchObject({ state: 'fresh', source: 'network', complete: true, error: null });
  expect(ids(fresh.value?.items)).toEqual(['t-early', 't-late', 't-far', 't-some-day']);
  expect(fresh.value).toMatchObject({ total: 4, urgent: 1 });

  line.up = false;
  clock.advance(3_600_000);
  expect(await offline.tickets.list({ priority: ['urgent'] })).toMatchObject({
    state: 'stale',
    source: 'cache',
    asOf: morning,
    complete: true,
    value: { total: 1 },
    error: { code: 'client.network' },
  });
  const finished = await offline.tickets.list({ status: ['completed'] });
  expect(finished).toMatchObject({ state: 'stale', complete: false, value: { items: [] } });

  line.up = true;
  expect(ids((await offline.tickets.list({ status: ['completed'] })).value?.items)).toEqual(['t-done']);
  for (const { id } of tickets) await server.storage.dispatch.cancel('norte', id, morning);
  expect(await offline.tickets.list()).toMatchObject({
    state: 'empty',
    source: 'network',
    complete: true,
    value: { items: [], total: 0 },
  });
});

test('a ticket is read fresh, stale, from a young cache, and says why it left', async () => {
  const { clock, line, login, offline, server } = await startPhone();
  await login();
  await offline.sync();
  expect(await offline.tickets.read('t-early')).toMatchObject({ state: 'fresh', source: 'network' });
  line.requests.length = 0;
  expect(await offline.tickets.read('t-early', { maxAgeMs: 60_000 })).toMatchObject({
    state: 'fresh',
    source: 'cache',
  });
  expect(line.requests).toEqual([]);
  clock.advance(61_000);
  line.up = false;
  expect(await offline.tickets.read('t-early', { maxAgeMs: 60_000 })).toMatchObject({
    state: 'stale',
    value: { id: 't-early' },
  });
  expect(await offline.tickets.read('t-unheard')).toMatchObject({
    state: 'failed',
    error: { code: 'client.network' },
  });

  line.up = true;
  await server.storage.dispatch.assign('norte', 't-early', 'beto', morning);
  const told: unknown[] = [];
  offline.events.on('removed', (removed) => told.push(...removed));
  const removed = { ticketId: 't-early', protocol: '2026t-early', reason: 'reassigned' };
  expect(await offline.sync()).toMatchObject({ removed: [removed] });
  expect(told).toMatchObject([removed]);
  expect(await offline.tickets.read('t-early')).toMatchObject({
    state: 'failed',
    error: { code: 'client.not_found' },
    removed,
  });
  expect(await offline.tickets.removed()).toMatchObject([removed]);
});

test('a prepared day needs no network, and says what is missing for which ticket', async () => {
  const { clock, line, login, offline } = await startPhone();
  await login();
  const progress: string[] = [];
  const prepared = await offline.prepareDay({
    days: 1,
    onProgress: ({ done, part, ticketId, total }) => progress.push(`${done}/${total} ${part} ${ticketId}`),
  });
  expect(prepared.failures).toEqual([]);
  expect(prepared.complete).toBe(true);
  expect(progress[0]).toBe('0/5 tickets null');
  expect(progress.at(-1)).toBe('11/11 done null');
  expect(prepared.parts.map(({ part, state }) => `${part} ${state}`)).toEqual([
    'tickets ready',
    'catalogues ready',
    'policies ready',
    'stock ready',
    'ctos ready',
  ]);
  expect(prepared.tickets.map(({ ticketId }) => ticketId).sort()).toEqual([
    't-early',
    't-late',
    't-some-day',
  ]);
  expect(prepared.tickets[0]?.missing.every(({ why }) => why === 'notKnown')).toBe(true);
  expect(prepared.bytes).toBeGreaterThan(2000);

  line.up = false;
  clock.advance(7_200_000);
  const now = await offline.coverage();
  expect(now).toMatchObject({ complete: true, bytes: prepared.bytes });
  expect(now.tickets.map(({ ageMs }) => ageMs)).toEqual([7_200_000, 7_200_000, 7_200_000]);
  expect(await offline.stock()).toMatchObject({ state: 'stale', value: { items: { length: 3 } } });
  expect(await offline.timeline('t-early')).toMatchObject({ state: 'stale', value: { items: [] } });
  expect((await offline.tickets.list()).value?.total).toBe(3);
  expect(await offline.policyFor({ problemCode: { code: '12', label: '' } })).toHaveProperty('closing');
});

test('a preparation without coverage gives up soon, and its report is the truth', async () => {
  const { line, login, offline } = await startPhone();
  await login();
  await offline.sync();
  line.up = false;
  line.requests.length = 0;
  const prepared = await offline.prepareDay();
  expect(prepared.complete).toBe(false);
  expect(prepared.failures.map(({ error, part }) => `${part} ${error.code}`)).toContain(
    'tickets client.network',
  );
  // A read asks twice; three more may be under way when the second failure comes.
  expect(line.requests.length).toBeLessThan(12);
  expect(prepared.tickets.find(({ ticketId }) => ticketId === 't-early')?.missing).toContainEqual({
    part: 'timeline',
    why: 'notDownloaded',
  });
});

test('what one technician read, another does not see, and finds again after signing in', async () => {
  const { client, line, login, offline, records } = await startPhone();
  await login();
  await offline.sync();
  await client.logout();
  await expect(offline.tickets.list()).rejects.toMatchObject({ code: 'client.unauthenticated' });
  await login('beto');
  expect(ids((await offline.tickets.list()).value?.items)).toEqual(['t-beto']);
  line.up = false;
  expect(ids((await offline.tickets.list()).value?.items)).toEqual(['t-beto']);
  const owners = (await records.list('cache/')).map(([key]) => key.split('/').slice(1, 4).join(' '));
  expect([...new Set(owners)]).toEqual(['norte ana matriz', 'norte beto matriz']);
  await offline.forget();
  expect((await offline.tickets.list()).state).toBe('failed');
  line.up = true;
  await login();
  line.up = false;
  expect((await offline.tickets.list()).value?.total).toBe(4);
});

test('stores follow: the same snapshot until something changes, the same array while it holds the same', async () => {
  const { line, login, offline, server } = await startPhone();
  await login();
  const store = offline.tickets.store({ priority: ['urgent'] });
  let calls = 0;
  store.subscribe(() => {
    calls += 1;
  });
  expect(store.getSnapshot()).toEqual({ reading: null, syncing: false });
  expect(store.getSnapshot()).toBe(store.getSnapshot());
  expect(offline.syncStatus.getSnapshot()).toMatchObject({ status: 'idle', tickets: 0 });
  await offline.sync();
  expect(calls).toBeGreaterThan(0);
  const first = store.getSnapshot();
  expect(first).toMatchObject({ reading: { state: 'fresh', source: 'network', value: { total: 1 } } });
  expect(offline.syncStatus.getSnapshot()).toMatchObject({ status: 'idle', tickets: 4, error: null });

  await server.storage.dispatch.cancel('norte', 't-far', morning);
  await offline.sync();
  const second = store.getSnapshot();
  expect(second.reading?.value?.items).toBe(first.reading?.value?.items);
  line.up = false;
  await expect(offline.sync()).rejects.toMatchObject({ code: 'client.network' });
  expect(store.getSnapshot().reading).toMatchObject({ state: 'stale', source: 'cache' });
  expect(offline.syncStatus.getSnapshot()).toMatchObject({ status: 'failed', tickets: 3 });
});

test('a server that lost its memory tells all again, and what it does not tell has gone', async () => {
  const records = createMemoryRecords();
  const { client, login, offline, server } = await startPhone(records);
  await login();
  await server.storage.dispatch.schedule('norte', 't-late', on(4), morning);
  await offline.sync();
  offline.close();
  const other = await serve({
    tenants: [provider('norte', { tickets: [ticket('t-early', { schedule: on(2) })] })],
  });
  const phone = await startPhone(records, other);
  await phone.login();
  expect(client.session.getSnapshot().session?.tenantId).toBe('norte');
  const result = await phone.offline.sync();
  expect(result.changed).toEqual(['t-early']);
  expect(result.removed.map(({ reason, ticketId }) => `${ticketId} ${reason}`).sort()).toEqual([
    't-far unknown',
    't-late unknown',
    't-some-day unknown',
  ]);
  expect(ids((await phone.offline.tickets.list()).value?.items)).toEqual(['t-early']);
});

test('what comes in pages is kept whole: every CTO of the provider, every entry of a ticket', async () => {
  const name = (number: number) => String(number).padStart(4, '0');
  const ctos = Array.from({ length: 5001 }, (_, number) => ({
    id: `cto-${number}`,
    name: name(number),
    location: null,
    ports: 16,
    oltId: null,
    pon: null,
  }));
  const server = await serve({ tenants: [provider('norte', { tickets, ctos })] });
  const { line, login, offline } = await startPhone(undefined, server);
  await login();
  const scope = { tenantId: 'norte', companyId: 'matriz', technicianId: 'ana' };
  await server.storage.change(scope, async (store) => {
    for (let number = 0; number < 2001; number += 1) {
      const params = { text: name(number) };
      const entry = { kind: 'note', occurredAt: morning, recordedAt: morning, params } as const;
      await store.timeline.add({ ticketId: 't-early', ...entry });
    }
  });
  await offline.ctos();
  await offline.timeline('t-early');
  line.up = false;
  const known = await offline.ctos();
  expect([known.source, known.value?.items.map((cto) => cto.name)]).toEqual([
    'cache',
    ctos.map((cto) => cto.name),
  ]);
  const { value } = await offline.timeline('t-early');
  expect(value?.items.map(({ params }) => params.text)).toEqual(
    Array.from({ length: 2001 }, (_, number) => name(number)),
  );
  expect(value?.nextCursor).toBeNull();
});
