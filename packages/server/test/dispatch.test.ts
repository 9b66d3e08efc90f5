import type { Session, Ticket, TicketPage, Timeline } from '@field/core';
import type { TicketChanges } from '@field/core/sync';
import { expect, test } from 'vitest';
import { order, serveDispatcher } from './support/dispatcher.ts';
import { jpeg, svg } from './support/pictures.ts';
import { serve } from './support/serve.ts';
import { staffed, ticket } from './support/tenant.ts';

const morning = { startsAt: '2026-03-03T08:00:00-03:00', endsAt: '2026-03-03T12:00:00-03:00' };

test('each route of the dispatcher’s side needs its role', async () => {
  const { json, refusal, dora, ana } = await serveDispatcher();
  const document = await json<{ paths: Record<string, Record<string, { operationId: string }>> }>(
    'GET',
    '/openapi.json',
  );
  const routes = Object.entries(document.paths)
    .filter(([path]) => path.startsWith('/v1/dispatch/'))
    .flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
    );
  expect(routes.length).toBeGreaterThan(25);
  for (const { method, path } of routes) {
    const at = path.replace(/\{\w+\}/g, 'x');
    expect([path, await refusal(method, at, { as: ana })]).toEqual([path, '403 server.role_missing']);
  }
  for (const path of ['/v1/dispatch/people/x', '/v1/dispatch/olts/x']) {
    expect(await refusal('PUT', path, { as: dora, body: {} })).toBe('403 server.role_missing');
  }
  expect(await refusal('GET', '/v1/dispatch/olts', { as: dora })).toBe('403 server.role_missing');
});

test('a ticket is opened, assigned, scheduled and cancelled; the technician’s list follows', async () => {
  const { call, json, dora, ana, refusal } = await serveDispatcher({ tickets: [] });
  const sync = (cursor?: string) =>
    json<TicketChanges>('GET', `/v1/sync/tickets${cursor ? `?cursor=${cursor}` : ''}`, { as: ana });
  const before = await sync();
  const opened = await json<Ticket>('POST', '/v1/dispatch/tickets', { as: dora, body: order });
  expect(opened).toMatchObject({
    status: 'open',
    technicianId: null,
    companyId: 'matriz',
    problemCode: { code: '7', label: 'SEM CONEXÃO' },
    network: { cto: 'CTO-14' },
    version: 1,
  });
  expect(opened.protocol).toMatch(/^\d{8}-\d+$/);
  const path = `/v1/dispatch/tickets/${opened.id}`;

  const given = await call('PUT', `${path}/assignment`, { as: dora, body: { technicianId: 'ana' } });
  expect(await given.json()).toMatchObject({ status: 'assigned', technicianId: 'ana', version: 2 });
  const body = { schedule: morning };
  const headers = { 'if-match': '"1"' };
  expect(await refusal('PUT', `${path}/schedule`, { as: dora, body, headers })).toBe(
    '412 server.ticket_changed',
  );
  const tag = { 'if-match': given.headers.get('etag') ?? '' };
  await json('PUT', `${path}/schedule`, { as: dora, body, headers: tag });
  const first = await sync(before.nextCursor);
  expect(first.items).toMatchObject([{ id: opened.id, status: 'assigned', schedule: morning }]);

  const visit = { startedAt: '2026-03-03T08:10:00-03:00', location: null };
  await json('POST', `/v1/tickets/${opened.id}/visits`, { as: ana, body: visit });
  await json('PUT', `${path}/assignment`, { as: dora, body: { technicianId: 'beto' } });
  expect((await sync(first.nextCursor)).removed).toEqual([{ ticketId: opened.id, reason: 'reassigned' }]);
  await json('PUT', `${path}/assignment`, { as: dora, body: { technicianId: 'ana' } });
  expect((await call('POST', `/v1/tickets/${opened.id}/visits`, { as: ana, body: visit })).status).toBe(201);

  const cancel = { as: dora, body: { reason: 'Cliente desistiu' } };
  const cancelled = await json<Ticket>('POST', `${path}/cancellation`, cancel);
  expect(cancelled.status).toBe('cancelled');
  expect((await sync(first.nextCursor)).removed).toEqual([{ ticketId: opened.id, reason: 'closed' }]);
  const timeline = await json<Timeline>('GET', `${path}/timeline`, { as: dora });
  expect(timeline.items.at(-1)).toMatchObject({
    kind: 'note',
    author: { id: 'dora', name: 'Dora' },
    params: { text: 'Cliente desistiu' },
  });
  for (const [method, action, again] of [
    ['POST', 'cancellation', cancel.body],
    ['PUT', 'assignment', { technicianId: null }],
    ['PUT', 'schedule', { schedule: null }],
  ] as const) {
    expect(await refusal(method, `${path}/${action}`, { as: dora, body: again })).toBe(
      '409 server.ticket_closed',
    );
  }
});

test('what does not exist is named, and no ticket is opened', async () => {
  const { faults, json, dora } = await serveDispatcher({ tickets: [ticket('t-1')] });
  const upsideDown = { startsAt: morning.endsAt, endsAt: morning.startsAt };
  const wrong = {
    ...order,
    contractId: 'contract-9',
    problemCode: '99',
    technicianId: 'nobody',
    schedule: upsideDown,
    protocol: '2026t-1',
  };
  expect(await faults('POST', '/v1/dispatch/tickets', { as: dora, body: wrong })).toEqual([
    '422 core.invalid_input',
    '/problemCode',
    '/contractId',
    '/technicianId',
    '/schedule/endsAt',
    '/protocol',
  ]);
  const { total } = await json<TicketPage>('GET', '/v1/dispatch/tickets', { as: dora });
  expect(total).toBe(1);
  const assign = { as: dora, body: { technicianId: 'nobody' } };
  expect(await faults('PUT', '/v1/dispatch/tickets/t-1/assignment', assign)).toEqual([
    '422 core.invalid_input',
    '/technicianId',
  ]);
});

test('a dispatcher sees everybody’s tickets of the company signed in for, and no other’s', async () => {
  const { json, login, refusal, dora } = await serveDispatcher({
    tickets: [
      ticket('t-1'),
      ticket('t-2', { technicianId: 'beto' }),
      ticket('t-3', { technicianId: null, status: 'open' }),
      ticket('t-4', { technicianId: 'beto', companyId: 'filial' }),
    ],
  });
  const ids = async (query: string, as: Session = dora) =>
    (await json<TicketPage>('GET', `/v1/dispatch/tickets${query}`, { as })).items.map(({ id }) => id);
  expect(await ids('')).toEqual(['t-1', 't-2', 't-3']);
  expect(await ids('?technicianId=beto')).toEqual(['t-2']);
  expect(await ids('?assigned=no')).toEqual(['t-3']);
  expect(await ids('?assigned=yes&status=assigned')).toEqual(['t-1', 't-2']);
  expect(await ids('', await login('dora', 'norte', 'filial'))).toEqual(['t-4']);
  expect(await refusal('GET', '/v1/dispatch/tickets/t-4', { as: dora })).toBe('404 server.not_found');
  // Beto works for both companies; Ana may not be given a ticket of a company she is not in.
  const other = await login('dora', 'norte', 'filial');
  const assign = { as: other, body: { technicianId: 'ana' } };
  expect(await refusal('PUT', '/v1/dispatch/tickets/t-4/assignment', assign)).toBe('422 core.invalid_input');
});

test('the company reads how its tickets were closed, the photos, and who was shown a password', async () => {
  const { call, json, login, upload, refusal, dora, ana } = await serveDispatcher();
  const photo = (await (await upload(ana, 't-1', 'photo', jpeg)).json()) as { id: string };
  const signature = (await (await upload(ana, 't-1', 'customerSignature', svg)).json()) as { id: string };
  const closing = {
    cause: { code: 'fibre-cut' },
    solution: { code: 'new-drop' },
    details: 'Drop trocado da CTO até a casa.',
    addressChanged: false,
    readings: { rxAtOnuDbm: -19.5, rxAtOltDbm: null, cto: null, seal: null, ctoPort: null },
    photos: [photo.id],
    customerSignature: signature.id,
    technicianSignature: null,
    outcome: 'resolved',
    occurredAt: '2026-03-02T13:00:00-03:00',
    location: null,
  };
  await call('GET', '/v1/tickets/t-1/pppoe', { as: ana });
  await call('POST', '/v1/tickets/t-1/products', {
    as: ana,
    body: { productId: 'drop', quantity: 30, mode: 'sale' },
  });
  expect(await refusal('GET', '/v1/dispatch/tickets/t-1/closing', { as: dora })).toBe(
    '404 server.closing_missing',
  );
  expect((await call('POST', '/v1/tickets/t-1/closing', { as: ana, body: closing })).status).toBe(200);

  expect(await json('GET', '/v1/dispatch/tickets/t-1/closing', { as: dora })).toMatchObject({
    closing,
    closedBy: { id: 'ana', name: 'Ana Souza' },
    products: [{ productId: 'drop', quantity: 30 }],
    evidence: { items: [{ id: photo.id }, { id: signature.id }], pending: [] },
  });
  const file = await call('GET', `/v1/dispatch/evidence/${photo.id}`, { as: dora });
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(jpeg.bytes);
  const other = await login('dora', 'norte', 'filial');
  for (const path of ['/v1/dispatch/tickets/t-1/closing', `/v1/dispatch/evidence/${photo.id}`]) {
    expect(await refusal('GET', path, { as: other })).toBe('404 server.not_found');
  }
  const alba = await login('alba');
  expect(await json('GET', '/v1/dispatch/tickets/t-1/audit', { as: alba })).toMatchObject({
    items: [{ action: 'pppoe.shown', technicianId: 'ana' }],
  });
  expect(await refusal('GET', '/v1/dispatch/tickets/t-1/audit', { as: dora })).toBe(
    '403 server.role_missing',
  );
});

test('transfers and outages are read page by page, whatever is added in between', async () => {
  let now = Date.parse('2026-03-02T12:00:00Z');
  const clock = () => {
    now += 1000;
    return new Date(now);
  };
  const { json, login, refusal } = await serve({ tenants: [staffed('norte')], clock });
  const as = await login('alba');
  const olt = { name: 'Centro', vendor: 'huawei', target: 'ssh://field@192.0.2.1:22', credentials: 'centro' };
  const profiles = [{ name: 'full', lineProfileId: 31, serviceProfileId: 31 }];
  await json('PUT', '/v1/dispatch/olts/olt-1', { as, body: { ...olt, profiles } });
  const move = () =>
    json('POST', '/v1/dispatch/stock-transfers', {
      as,
      body: { productId: 'connector', from: null, to: 'ana', quantity: 1 },
    });
  const declare = async (port: number) => {
    const body = { oltId: 'olt-1', pon: { shelf: 0, slot: 1, port }, note: `port ${port}` };
    return (await json<{ id: string }>('POST', '/v1/dispatch/outages', { as, body })).id;
  };
  for (let number = 1; number <= 5; number += 1) {
    await move();
    const id = await declare(number);
    if (number === 2) await json('POST', `/v1/dispatch/outages/${id}/end`, { as });
  }

  type Page = { items: { number?: number; note?: string }[]; nextCursor: string | null };
  async function read(path: string, add: () => Promise<unknown>) {
    const pages: (number | string | undefined)[][] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Page = await json<Page>(
        'GET',
        `${path}?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
        { as },
      );
      pages.push(page.items.map(({ number, note }) => number ?? note));
      cursor = page.nextCursor;
      await add();
    }
    return pages;
  }
  expect(await read('/v1/dispatch/stock-transfers', move)).toEqual([[5, 4], [3, 2], [1]]);
  let port = 5;
  const another = () => {
    port += 1;
    return declare(port);
  };
  expect(await read('/v1/dispatch/outages', another)).toEqual([
    ['port 5', 'port 4'],
    ['port 3', 'port 1'],
    ['port 2'],
  ]);
  for (const path of ['/v1/dispatch/stock-transfers', '/v1/dispatch/outages']) {
    for (const query of ['cursor=x', 'cursor=WyJ4Il0', 'limit=0']) {
      expect(await refusal('GET', `${path}?${query}`, { as })).toBe('422 core.invalid_input');
    }
  }
});
