import type { Ticket } from '@field/core';
import { expect, test } from 'vitest';
import { type CallOptions, serve } from './support/serve.ts';
import { provider, ticket } from './support/tenant.ts';

const now = '2026-03-02T12:00:00Z';
const on = (day: number) => ({
  startsAt: `2026-03-${String(day).padStart(2, '0')}T09:00:00-03:00`,
  endsAt: `2026-03-${String(day).padStart(2, '0')}T11:00:00-03:00`,
});

interface Changes {
  readonly items: Ticket[];
  readonly removed: { readonly ticketId: string; readonly reason: string }[];
  readonly complete: boolean;
  readonly nextCursor: string;
}

/** A device that holds what it was told. */
function device(
  json: <T>(method: string, path: string, options?: CallOptions) => Promise<T>,
  as: CallOptions['as'],
) {
  const held = new Map<string, Ticket>();
  const told: string[] = [];
  let cursor: string | undefined;
  async function page(limit: number, until?: string): Promise<boolean> {
    const query = new URLSearchParams({
      limit: String(limit),
      ...(cursor && { cursor }),
      ...(until && { until }),
    });
    const changes = await json<Changes>('GET', `/v1/sync/tickets?${query}`, as && { as });
    for (const item of changes.items) held.set(item.id, item);
    for (const { ticketId, reason } of changes.removed) {
      held.delete(ticketId);
      told.push(`${ticketId} ${reason}`);
    }
    cursor = changes.nextCursor;
    return changes.complete;
  }
  async function sync(limit = 100, until?: string): Promise<string[]> {
    while (!(await page(limit, until)));
    return [...held.keys()].sort();
  }
  return { held, told, page, sync, cursor: () => cursor ?? '' };
}

async function setUp(tickets = ['t-1', 't-2', 't-3', 't-4', 't-5'].map((id) => ticket(id))) {
  const server = await serve({ tenants: [provider('norte', { tickets })] });
  const { dispatch } = server.storage;
  const as = await server.login();
  return { ...server, dispatch, as, phone: device(server.json, as) };
}

test('a device is told all once, then only what changed, and why what left has left', async () => {
  const { phone, dispatch, json, as } = await setUp();
  expect(await phone.sync(2)).toEqual(['t-1', 't-2', 't-3', 't-4', 't-5']);
  expect(phone.told).toEqual([]);

  await dispatch.assign('norte', 't-2', 'beto', now);
  await dispatch.cancel('norte', 't-3', now);
  const location = { latitude: 1, longitude: 2, accuracyMetres: null, measuredAt: null };
  await json('PUT', '/v1/tickets/t-4/location', { as, body: { occurredAt: now, location } });
  expect(await phone.sync()).toEqual(['t-1', 't-4', 't-5']);
  expect(phone.told).toEqual(['t-2 reassigned', 't-3 closed']);
  expect(phone.held.get('t-4')).toMatchObject({ location, version: 2 });

  await dispatch.assign('norte', 't-2', 'ana', now);
  expect(await phone.sync()).toEqual(['t-1', 't-2', 't-4', 't-5']);
  expect(phone.told).toHaveLength(2);
  const idle = await json<Changes>('GET', `/v1/sync/tickets?cursor=${phone.cursor()}`, { as });
  expect(idle).toMatchObject({ items: [], removed: [], complete: true, nextCursor: phone.cursor() });
});

test('what changes while pages are read is told on a later one', async () => {
  const { phone, dispatch } = await setUp();
  expect(await phone.page(2)).toBe(false);
  await dispatch.cancel('norte', 't-1', now);
  await dispatch.assign('norte', 't-2', 'beto', now);
  await dispatch.assign('norte', 't-5', null, now);
  expect(await phone.sync(1)).toEqual(['t-3', 't-4']);
  expect(phone.told).toEqual(['t-1 closed', 't-2 reassigned', 't-5 reassigned']);
});

test('a window bounds what a device holds, and may move', async () => {
  const { phone, dispatch } = await setUp([
    ticket('today', { schedule: on(2) }),
    ticket('next-week', { schedule: on(9) }),
    ticket('some-day'),
    ticket('done', { status: 'completed' }),
  ]);
  const week = '2026-03-08T00:00:00-03:00';
  expect(await phone.sync(100, week)).toEqual(['some-day', 'today']);
  expect(phone.told).toEqual([]);
  await dispatch.schedule('norte', 'today', on(20), now);
  expect(await phone.sync(100, week)).toEqual(['some-day']);
  expect(phone.told).toEqual(['today outsideWindow']);
  await dispatch.schedule('norte', 'today', on(3), now);
  expect(await phone.sync(1, '2026-03-15T00:00:00-03:00')).toEqual(['next-week', 'some-day', 'today']);
  expect(await phone.sync(1, week)).toEqual(['some-day', 'today']);
  expect(phone.told).toEqual(['today outsideWindow', 'next-week outsideWindow']);
});

test('a ticket changes with its contract', async () => {
  const { phone, storage, call, as } = await setUp();
  await phone.sync();
  const before = (await call('GET', '/v1/tickets/t-1', { as })).headers.get('etag');
  const scope = { tenantId: 'norte', companyId: 'matriz', technicianId: 'ana' };
  await storage.change(scope, (store) => store.contracts.update('contract-1', { cto: 'CTO-99' }));
  await phone.sync();
  expect(phone.held.get('t-1')?.network.cto).toBe('CTO-99');
  const fresh = await call('GET', '/v1/tickets/t-1', { as, headers: { 'if-none-match': before ?? '' } });
  expect([fresh.status, ((await fresh.json()) as Ticket).network.cto]).toEqual([200, 'CTO-99']);
});

test('a cursor of another technician, or of a server that knows less, starts over; nonsense is refused', async () => {
  const { phone, refusal, login, storage, dispatch } = await setUp();
  await dispatch.cancel('norte', 't-1', now);
  await phone.sync();
  const path = `/v1/sync/tickets?cursor=${phone.cursor()}`;
  expect(await refusal('GET', path, { as: await login('beto') })).toBe('410 server.sync_restart');
  const older = await setUp();
  expect(await refusal('GET', path)).toBe('401 server.unauthenticated');
  expect(await older.refusal('GET', path, { as: older.as })).toBe('410 server.sync_restart');
  for (const cursor of ['x', 'bnVsbA', 'e30', 'eyJyZXZpc2lvbiI6LTF9']) {
    const as = await login();
    expect(await refusal('GET', `/v1/sync/tickets?cursor=${cursor}`, { as })).toBe('422 core.invalid_input');
  }
  expect(await storage.dispatch.assign('sul', 't-2', 'ana', now)).toBe(false);
});

test('a cursor of another provider is no cursor here, be company and technician called the same', async () => {
  const { json, login, refusal } = await serve();
  const { nextCursor } = await json<Changes>('GET', '/v1/sync/tickets', { as: await login('ana', 'sul') });
  const path = `/v1/sync/tickets?cursor=${encodeURIComponent(nextCursor)}`;
  expect(await refusal('GET', path, { as: await login() })).toBe('410 server.sync_restart');
});
