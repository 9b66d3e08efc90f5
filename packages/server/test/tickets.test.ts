import { check, type Evidence, Ticket, type TicketPage, type Timeline, type Visit } from '@field/core';
import { expect, test } from 'vitest';
import { seedTenant } from '../src/index.ts';
import { jpeg } from './support/pictures.ts';
import { serve } from './support/serve.ts';
import { provider, staffed, ticket } from './support/tenant.ts';

const at = (day: number, hour = 9) => {
  const start = `2026-03-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}`;
  return { startsAt: `${start}:00:00-03:00`, endsAt: `${start}:59:00-03:00` };
};
const named = (name: string) => ({ id: 'c', name, phone: null });

const busy = provider('norte', {
  tickets: [
    ticket('t-1', { schedule: at(3), customer: named('José da Silva'), priority: 'urgent' }),
    ticket('t-2', { schedule: at(1), customer: named('Maria José 100%'), status: 'inProgress' }),
    ticket('t-3', {
      schedule: at(2),
      customer: named('Antônio Souza'),
      status: 'completed',
      priority: 'urgent',
    }),
    ticket('t-4', { customer: named('João_Pedro'), priority: 'high' }),
    ticket('t-5', { schedule: at(2), customer: named('Sílvia'), companyId: 'filial' }),
    ticket('t-6', { schedule: at(2), technicianId: 'beto' }),
    ticket('t-7', { schedule: at(2), technicianId: null }),
  ],
});

test('a technician sees the tickets assigned in the company, by schedule, with counters', async () => {
  const { json, login } = await serve({ tenants: [busy] });
  const as = await login();
  const page = await json<TicketPage>('GET', '/v1/tickets', { as });
  expect(page.items.map(({ id }) => id)).toEqual(['t-2', 't-3', 't-1', 't-4']);
  expect([page.total, page.urgent, page.nextCursor]).toEqual([4, 1, null]);
  expect(page.items.map((item) => check(Ticket, item)).filter(({ ok }) => !ok)).toEqual([]);
  expect(page.items[0]?.network).toEqual({
    cto: 'CTO-14',
    seal: '0042',
    ctoPort: '3',
    pppoeLogin: 'jose.silva',
    plan: 'FIBRA 700 MEGA',
    subplan: null,
    onuState: 'none',
    onu: null,
  });
});

test('search and filters find what core’s own filter finds', async () => {
  const { json, login } = await serve({ tenants: [busy] });
  const as = await login();
  const ids = async (query: string) =>
    (await json<TicketPage>('GET', `/v1/tickets?${query}`, { as })).items.map(({ id }) => id);
  expect(await ids('search=jose')).toEqual(['t-2', 't-1']);
  expect(await ids('search=SILVA%20jos%C3%89')).toEqual(['t-1']);
  expect(await ids('search=100%25')).toEqual(['t-2']);
  expect(await ids('search=_')).toEqual(['t-4']);
  expect(await ids(`search=${encodeURIComponent("' or 1=1 --")}`)).toEqual([]);
  expect(await ids('status=completed&status=inProgress')).toEqual(['t-2', 't-3']);
  expect(await ids('priority=urgent&status=assigned')).toEqual(['t-1']);
  expect(await ids('from=2026-03-02T00:00:00-03:00')).toEqual(['t-3', 't-1']);
  expect(await ids('from=2026-03-01T12:00:00Z&to=2026-03-02T12:00:00Z')).toEqual(['t-2']);
});

test('pages follow each other without gap or double, whatever is added in between', async () => {
  const many = Array.from({ length: 7 }, (_, index) =>
    ticket(`n-${index}`, { schedule: at(1 + (index % 3)) }),
  );
  const { json, login, refusal, storage } = await serve({ tenants: [staffed('norte', { tickets: many })] });
  for (const [path, as] of [
    ['/v1/tickets', await login()],
    ['/v1/dispatch/tickets', await login('dora')],
  ] as const) {
    const seen: string[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null; pages += 1) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const page: TicketPage = await json<TicketPage>('GET', `${path}?limit=3${query}`, { as });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
      // One before what was read, one behind it.
      const added = [1, 3].map((day) => ticket(`${as.technician.id}-${pages}-${day}`, { schedule: at(day) }));
      await seedTenant(storage, staffed('norte', { tickets: pages === 0 ? added : [] }));
    }
    const own = seen.filter((id) => id.startsWith('n-'));
    expect(own).toEqual(['n-0', 'n-3', 'n-6', 'n-1', 'n-4', 'n-2', 'n-5']);
    expect(new Set(seen).size).toBe(seen.length);
    // Behind the place that was reached it is told, before it not.
    expect(seen).toContain(`${as.technician.id}-0-3`);
    expect(seen).not.toContain(`${as.technician.id}-0-1`);
  }
  const as = await login();
  expect(await refusal('GET', '/v1/tickets?cursor=bm9uc2Vuc2U', { as })).toBe('422 core.invalid_input');
  expect(await refusal('GET', '/v1/tickets?limit=0', { as })).toBe('422 core.invalid_input');
  expect(await refusal('GET', '/v1/tickets?limit=ten', { as })).toBe('422 core.invalid_input');
  expect(await refusal('GET', '/v1/tickets?status=lost', { as })).toBe('422 core.invalid_input');
});

test('a visit starts once, shows in status and timeline, and ends with an absent customer', async () => {
  const { call, json, login, refusal } = await serve({ clock: () => new Date('2026-03-02T15:00:00Z') });
  const as = await login();
  const location = { latitude: -21.9, longitude: -45.5, accuracyMetres: 8, measuredAt: null };
  const start = { as, body: { startedAt: '2026-03-02T11:28:00-03:00', location } };
  const started = await call('POST', '/v1/tickets/t-1/visits', start);
  expect(started.status).toBe(201);
  expect(await started.json()).toMatchObject({
    ticketId: 't-1',
    technicianId: 'ana',
    startedFrom: location,
    endedAt: null,
  });
  expect(await refusal('POST', '/v1/tickets/t-1/visits', start)).toBe('409 server.visit_running');

  const absent = { occurredAt: '2026-03-02T11:40:00-03:00', location: null, note: 'Portão fechado' };
  const visit = await json<Visit>('POST', '/v1/tickets/t-1/customer-absent', { as, body: absent });
  expect(visit).toMatchObject({
    startedAt: start.body.startedAt,
    endedAt: absent.occurredAt,
    outcome: 'customerAbsent',
  });
  const after = await json<Ticket>('GET', '/v1/tickets/t-1', { as });
  expect([after.status, after.version]).toEqual(['awaitingReschedule', 3]);

  const timeline = await json<Timeline>('GET', '/v1/tickets/t-1/timeline', { as });
  expect(timeline.items.map(({ id: _, ...entry }) => entry)).toEqual([
    {
      ticketId: 't-1',
      kind: 'visitStarted',
      author: { id: 'ana', name: 'Ana Souza' },
      occurredAt: start.body.startedAt,
      recordedAt: '2026-03-02T15:00:00.000Z',
      params: { location },
    },
    {
      ticketId: 't-1',
      kind: 'customerAbsent',
      author: { id: 'ana', name: 'Ana Souza' },
      occurredAt: absent.occurredAt,
      recordedAt: '2026-03-02T15:00:00.000Z',
      params: { text: 'Portão fechado' },
    },
  ]);
});

test('a safety form is kept with its visit, and only with photos of the ticket', async () => {
  const { call, json, login, storage, upload } = await serve();
  const as = await login();
  const { id } = (await (await upload(as, 't-1', 'photo', jpeg)).json()) as Evidence;
  const form = { answers: [{ item: 'ladder', value: true }], photos: [id], team: ['ana', 'beto'] };
  const start = { startedAt: '2026-03-02T11:28:00-03:00', location: null };
  const wrong = await call('POST', '/v1/tickets/t-1/visits', {
    as,
    body: { ...start, ...form, photos: [id, 'x'] },
  });
  expect([wrong.status, await wrong.json()]).toMatchObject([422, { errors: [{ pointer: '/photos/1' }] }]);
  const visit = await json<Visit>('POST', '/v1/tickets/t-1/visits', { as, body: { ...start, ...form } });
  const scope = { tenantId: 'norte', companyId: 'matriz', technicianId: 'ana' };
  expect(await storage.as(scope).visits.findSafetyForm(visit.id)).toEqual(form);
});

test('an attempt without a started visit is a visit of its own', async () => {
  const { json, login } = await serve();
  const as = await login();
  const body = { occurredAt: '2026-03-02T11:40:00-03:00', location: null, note: null };
  const visit = await json<Visit>('POST', '/v1/tickets/t-1/customer-absent', { as, body });
  expect(visit).toMatchObject({
    startedAt: body.occurredAt,
    endedAt: body.occurredAt,
    outcome: 'customerAbsent',
  });
});

test('a corrected location is stored; coordinates off the Earth are not', async () => {
  const { call, json, login } = await serve();
  const as = await login();
  const location = { latitude: -21.9012345, longitude: -45.5, accuracyMetres: null, measuredAt: null };
  const body = { occurredAt: '2026-03-02T11:40:00-03:00', location };
  const updated = await json<Ticket>('PUT', '/v1/tickets/t-1/location', { as, body });
  expect([updated.location, updated.version]).toEqual([location, 2]);

  const wrong = { ...body, location: { ...location, latitude: 91 } };
  const refused = await call('PUT', '/v1/tickets/t-1/location', {
    as,
    body: wrong,
    headers: { 'accept-language': 'es-419' },
  });
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({
    code: 'core.invalid_input',
    errors: [
      {
        pointer: '/location/latitude',
        code: 'too_big',
        message: expect.stringContaining('debe ser como máximo 90'),
      },
    ],
  });
  expect((await json<Ticket>('GET', '/v1/tickets/t-1', { as })).version).toBe(2);
});

test('an unchanged ticket is not sent twice', async () => {
  const { call, login } = await serve();
  const as = await login();
  const first = await call('GET', '/v1/tickets/t-1', { as });
  expect(first.headers.get('etag')).toBe('"1"');
  const again = await call('GET', '/v1/tickets/t-1', { as, headers: { 'if-none-match': '"1"' } });
  expect([again.status, await again.text()]).toEqual([304, '']);
});

test('the PPPoE password is shown on its route alone, and who saw it is kept', async () => {
  const { call, json, login, storage } = await serve();
  const as = await login();
  expect(await json('GET', '/v1/tickets/t-1/pppoe', { as })).toEqual({
    login: 'jose.silva',
    password: 'pppoe-secret-1',
  });
  for (const path of ['/v1/tickets', '/v1/tickets/t-1', '/v1/tickets/t-1/timeline']) {
    expect(await (await call('GET', path, { as })).text()).not.toContain('pppoe-secret');
  }
  const scope = { tenantId: 'norte', companyId: 'matriz', technicianId: 'ana' };
  const { items: audit } = await storage.as(scope).audit.list('t-1', { limit: 100 });
  expect(audit).toMatchObject([
    { action: 'pppoe.shown', technicianId: 'ana', details: { login: 'jose.silva' } },
  ]);
});

test('with If-Match a location is changed only where nobody changed the ticket meanwhile', async () => {
  const { call, refusal, login } = await serve();
  const as = await login();
  const path = '/v1/tickets/t-1/location';
  const location = { latitude: 1, longitude: 2, accuracyMetres: null, measuredAt: null };
  const body = { occurredAt: '2026-03-02T12:00:00Z', location };
  const etag = (await call('GET', '/v1/tickets/t-1', { as })).headers.get('etag') ?? '';
  const first = await call('PUT', path, { as, body, headers: { 'if-match': etag } });
  expect([first.status, first.headers.get('etag')]).toEqual([200, '"2"']);
  expect(await refusal('PUT', path, { as, body, headers: { 'if-match': etag } })).toBe(
    '412 server.ticket_changed',
  );
  for (const wrong of ['2', 'w/"2"', '"1", "2"']) {
    expect(await refusal('PUT', path, { as, body, headers: { 'if-match': wrong } })).toBe(
      '400 server.bad_header',
    );
  }
  expect((await call('PUT', path, { as, body, headers: { 'if-match': '*' } })).status).toBe(200);
  // As a proxy that compresses hands it on.
  expect((await call('PUT', path, { as, body, headers: { 'if-match': 'W/"3"' } })).status).toBe(200);
  expect(await refusal('PUT', path, { as, body, headers: { 'if-match': 'W/"3"' } })).toBe(
    '412 server.ticket_changed',
  );
  expect((await call('PUT', path, { as, body })).headers.get('etag')).toBe('"5"');

  const strict = await serve({ policy: { requireIfMatch: true } });
  const options = { as: await strict.login(), body };
  expect(await strict.refusal('PUT', path, options)).toBe('428 server.precondition_required');
});
