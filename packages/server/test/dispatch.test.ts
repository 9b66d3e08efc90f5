import type { Problem, Session, Stock, Ticket, TicketPage, Timeline } from '@field/core';
import type { AllCatalogues, Outage, People, StockTransfers } from '@field/core/dispatch';
import type { TicketChanges } from '@field/core/sync';
import { expect, test } from 'vitest';
import { jpeg, svg } from './support/pictures.ts';
import { serve } from './support/serve.ts';
import { staffed, ticket } from './support/tenant.ts';

const address = {
  street: 'Rua Nova',
  number: '7',
  complement: '',
  district: 'Centro',
  city: 'Pouso Alegre',
  state: 'MG',
  postalCode: '37550-000',
  reference: '',
};
const customer = { id: 'c-9', name: 'Maria Lima', phone: null };
const order = { contractId: 'contract-1', problemCode: '7', address, customer };
const morning = { startsAt: '2026-03-03T08:00:00-03:00', endsAt: '2026-03-03T12:00:00-03:00' };

async function setUp(changes: Parameters<typeof staffed>[1] = {}) {
  const server = await serve({ tenants: [staffed('norte', changes), staffed('sul')] });
  const dora = await server.login('dora');
  const ana = await server.login('ana');
  const faults = async (method: string, path: string, options: Parameters<typeof server.call>[2]) => {
    const answer = await server.call(method, path, options);
    const { code, errors } = (await answer.json()) as Problem;
    return [`${answer.status} ${code}`, ...errors.map((error) => error.pointer)];
  };
  return { ...server, dora, ana, faults };
}

test('each route of the dispatcher’s side needs its role', async () => {
  const { json, refusal, dora, ana } = await setUp();
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
  const { call, json, dora, ana, refusal } = await setUp({ tickets: [] });
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
  const { faults, json, dora } = await setUp({ tickets: [ticket('t-1')] });
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
  const { json, login, refusal, dora } = await setUp({
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

test('catalogues grow and shrink, and closings choose from them', async () => {
  const { call, json, refusal, dora, ana } = await setUp();
  const path = '/v1/dispatch/catalogues';
  await json('PUT', `${path}/causes/power`, { as: dora, body: { label: 'Falta de energia' } });
  await json('PUT', `${path}/causes/fibre-cut`, { as: dora, body: { label: 'Fibra rompida' } });
  const all = await json<AllCatalogues>('GET', path, { as: dora });
  expect(all.causes).toEqual([
    { code: 'fibre-cut', label: 'Fibra rompida' },
    { code: 'power', label: 'Falta de energia' },
  ]);
  expect(all.problemCodes.map(({ code }) => code)).toEqual(['12', '7']);
  expect((await json<{ causes: unknown[] }>('GET', '/v1/catalogues', { as: ana })).causes).toEqual(
    all.causes,
  );
  expect((await call('DELETE', `${path}/causes/power`, { as: dora })).status).toBe(204);
  expect(await refusal('DELETE', `${path}/causes/power`, { as: dora })).toBe('404 server.not_found');
  expect(await refusal('PUT', `${path}/planets/x`, { as: dora, body: { label: 'x' } })).toBe(
    '404 server.not_found',
  );
});

test('a policy is put in force with the next revision, and withdrawn', async () => {
  const { call, json, refusal, dora, ana } = await setUp();
  const body = { format: 1, serviceTypes: [], closing: [{ require: 'seal' }], start: [] };
  const path = '/v1/dispatch/policies/all';
  expect(await json('PUT', path, { as: dora, body })).toMatchObject({ id: 'all', revision: 1 });
  expect(await json('PUT', path, { as: dora, body })).toMatchObject({ id: 'all', revision: 2 });
  const policies = () => json<{ items: { revision: number }[] }>('GET', '/v1/policies', { as: ana });
  expect((await policies()).items.map(({ revision }) => revision)).toEqual([2]);
  expect((await call('DELETE', path, { as: dora })).status).toBe(204);
  expect(await policies()).toEqual({ items: [] });
  expect(await refusal('DELETE', path, { as: dora })).toBe('404 server.not_found');
  expect(await json('PUT', path, { as: dora, body })).toMatchObject({ revision: 3 });
  const wrong = { ...body, closing: [{ require: 'answer' }] };
  expect(await refusal('PUT', path, { as: dora, body: wrong })).toBe('422 core.invalid_input');
});

test('material goes from the warehouse to technicians and between them, and every item is somewhere once', async () => {
  const { json, faults, refusal, dora, ana } = await setUp();
  await json('PUT', '/v1/dispatch/products/clip', {
    as: dora,
    body: { name: 'Abraçadeira', unit: 'unit', kind: 'bulk' },
  });
  const path = '/v1/dispatch/stock-transfers';
  const move = (body: Record<string, unknown>) => faults('POST', path, { as: dora, body });
  const give = { productId: 'router', from: null, to: 'beto', quantity: 2, serials: ['RT-8', 'RT-9'] };
  expect(await json('POST', path, { as: dora, body: give })).toMatchObject({
    to: { id: 'beto', name: 'Beto Lima' },
    from: null,
    recordedBy: { id: 'dora' },
    quantity: 2,
  });
  await json('POST', path, { as: dora, body: { productId: 'clip', from: null, to: 'ana', quantity: 30 } });
  await json('POST', path, {
    as: dora,
    body: { ...give, from: 'beto', to: 'ana', quantity: 1, serials: ['RT-9'] },
  });
  const stock = await json<Stock>('GET', '/v1/stock', { as: ana });
  const held = Object.fromEntries(
    stock.items.map((item) => [item.productId, [item.available, item.serials]]),
  );
  expect(held).toMatchObject({ clip: [30, []], router: [3, ['RT-001', 'RT-002', 'RT-9']] });
  const beto = await json<Stock>('GET', '/v1/dispatch/people/beto/stock', { as: dora });
  expect(beto.items.find(({ productId }) => productId === 'router')?.serials).toEqual(['RT-8']);

  expect(await move({ ...give, serials: ['RT-8', 'RT-10'] })).toEqual(['409 server.transfer_serial_taken']);
  expect(await move({ ...give, from: 'ana', to: null, serials: ['RT-9', 'RT-8'] })).toEqual([
    '409 server.transfer_serial_missing',
  ]);
  expect(await move({ productId: 'clip', from: 'ana', to: null, quantity: 31 })).toEqual([
    '409 server.transfer_insufficient',
  ]);
  expect(await move({ ...give, quantity: 3 })).toEqual(['422 core.invalid_input', '/serials']);
  expect(await move({ productId: 'clip', from: null, to: null, quantity: 1 })).toContain('/to');
  expect(await move({ productId: 'gold', from: 'x', to: 'y', quantity: 1 })).toEqual([
    '422 core.invalid_input',
    '/productId',
    '/from',
    '/to',
  ]);
  const transfers = await json<StockTransfers>('GET', path, { as: dora });
  expect(transfers.items.map(({ number }) => number)).toEqual([3, 2, 1]);
  const changed = { name: 'Abraçadeira', unit: 'metre', kind: 'bulk' };
  expect(await refusal('PUT', '/v1/dispatch/products/clip', { as: dora, body: changed })).toBe(
    '409 server.product_in_use',
  );
});

test('contracts keep their secret, and their tickets show what changed', async () => {
  const { json, faults, dora, ana } = await setUp();
  const path = '/v1/dispatch/contracts/contract-1';
  const before = await json<Record<string, unknown>>('GET', path, { as: dora });
  expect(before).toMatchObject({ cto: 'CTO-14', pppoeLogin: 'jose.silva' });
  expect(JSON.stringify(before)).not.toContain('pppoe-secret');
  const body = {
    plan: 'FIBRA 1 GIGA',
    subplan: null,
    cto: 'CTO-20',
    seal: null,
    ctoPort: '1',
    oltId: null,
    onuProfile: null,
  };
  await json('PUT', path, { as: dora, body });
  const shown = await json<Ticket>('GET', '/v1/tickets/t-1', { as: ana });
  expect(shown).toMatchObject({ version: 2, network: { plan: 'FIBRA 1 GIGA', cto: 'CTO-20' } });
  const pppoe = () => json('GET', '/v1/tickets/t-1/pppoe', { as: ana });
  expect(await pppoe()).toEqual({ login: 'jose.silva', password: 'pppoe-secret-1' });
  await json('PUT', path, { as: dora, body: { ...body, pppoe: { login: 'jose', password: 'new-secret' } } });
  expect(await pppoe()).toEqual({ login: 'jose', password: 'new-secret' });
  const wrong = { ...body, oltId: 'olt-9' };
  expect(await faults('PUT', path, { as: dora, body: wrong })).toEqual(['422 core.invalid_input', '/oltId']);
});

const olt = {
  name: 'OLT Centro',
  vendor: 'huawei',
  target: 'ssh://field@192.0.2.1:22',
  snmpTarget: null,
  hostKeys: [],
  credentials: 'centro',
  profiles: [{ name: 'residential', lineProfileId: 31, serviceProfileId: 31 }],
};
const pon = { shelf: 0, slot: 1, port: 3 };
const onuAt = (port: number, serialNumber: string) => ({
  oltId: 'olt-1',
  address: { shelf: 0, slot: 1, port, onuId: 4 },
  serialNumber,
});

test('a mass outage links the tickets of its port: those open, and those opened while it lasts', async () => {
  const { json, call, faults, login, dora, ana } = await setUp({
    olts: [{ id: 'olt-1', ...olt }],
    contracts: [
      { id: 'contract-1', onu: onuAt(3, 'HWTC00000001') },
      { id: 'contract-2', onu: onuAt(4, 'HWTC00000002') },
      { id: 'contract-3' },
    ],
    tickets: [
      ticket('t-1'),
      ticket('t-2', { contractId: 'contract-2' }),
      ticket('t-3', { contractId: 'contract-3' }),
      ticket('t-4', { status: 'completed' }),
      ticket('t-5', { companyId: 'filial', technicianId: 'beto' }),
    ],
  });
  const path = '/v1/dispatch/outages';
  const body = { oltId: 'olt-1', pon, note: 'Cabo rompido na BR-381' };
  const headers = { 'accept-language': 'pt-BR' };
  const outage = await json<Outage>('POST', path, { as: dora, body, headers });
  expect(outage).toMatchObject({ ticketIds: ['t-1'], endedAt: null });
  expect((await json<Ticket>('GET', '/v1/tickets/t-1', { as: ana })).version).toBe(2);
  expect(await json('GET', '/v1/tickets/t-1/outage', { as: ana })).toMatchObject({
    outage: { note: 'Cabo rompido na BR-381', endedAt: null },
  });
  expect(await json('GET', '/v1/tickets/t-2/outage', { as: ana })).toEqual({ outage: null });
  const timeline = await json<Timeline>('GET', '/v1/tickets/t-1/timeline', { as: ana });
  expect(timeline.items.at(-1)?.params.text).toBe('Queda em massa: Cabo rompido na BR-381');

  const during = await json<Ticket>('POST', '/v1/dispatch/tickets', { as: dora, body: order });
  await call('POST', `${path}/${outage.id}/end`, { as: dora });
  const after = await json<Ticket>('POST', '/v1/dispatch/tickets', { as: dora, body: order });
  const { items } = await json<{ items: Outage[] }>('GET', path, { as: dora });
  expect(items.map(({ ticketIds }) => ticketIds)).toEqual([[during.id, 't-1'].sort()]);
  expect(items[0]?.ticketIds).not.toContain(after.id);
  expect(items[0]?.endedAt).not.toBe(null);
  const other = await login('dora', 'norte', 'filial');
  expect((await json<{ items: Outage[] }>('GET', path, { as: other })).items[0]?.ticketIds).toEqual(['t-5']);
  const unknown = { ...body, oltId: 'olt-9' };
  expect(await faults('POST', path, { as: dora, body: unknown })).toEqual([
    '422 core.invalid_input',
    '/oltId',
  ]);
});

test('an administrator adds people, takes accounts away, and cannot lock the provider out', async () => {
  const { json, call, login, faults, refusal, dora, ana } = await setUp();
  const alba = await login('alba');
  const person = {
    name: 'Caio Reis',
    username: 'Caio',
    role: 'technician',
    companyIds: ['matriz'],
    active: true,
  };
  const path = '/v1/dispatch/people/caio';
  expect(await faults('PUT', path, { as: alba, body: person })).toEqual([
    '422 core.invalid_input',
    '/password',
  ]);
  const short = { ...person, password: 'short', companyIds: ['matriz', 'moon'] };
  expect(await faults('PUT', path, { as: alba, body: short })).toEqual([
    '422 core.invalid_input',
    '/password',
  ]);
  const body = { ...person, password: 'fibra-otica-7' };
  expect(await json('PUT', path, { as: alba, body })).toEqual({ id: 'caio', ...person, username: 'caio' });
  const caio = await login('caio');
  expect((await call('GET', '/v1/tickets', { as: caio })).status).toBe(200);
  const { items } = await json<People>('GET', '/v1/dispatch/people', { as: dora });
  expect(items.map(({ id, role }) => `${id} ${role}`)).toContain('caio technician');
  expect(JSON.stringify(items)).not.toContain('scrypt');

  await json('PUT', path, { as: alba, body: { ...person, active: false } });
  expect(await refusal('GET', '/v1/tickets', { as: caio })).toBe('401 server.session_ended');
  const login_ = { username: 'caio', password: 'fibra-otica-7', companyId: 'matriz' };
  const headers = { 'x-field-tenant': 'norte' };
  expect(await refusal('POST', '/v1/login', { body: login_, headers })).toBe('401 server.login_refused');

  expect(await refusal('PUT', path, { as: alba, body: { ...body, username: 'ANA' } })).toBe(
    '409 server.username_taken',
  );
  const demoted = {
    name: 'Alba',
    username: 'alba',
    role: 'dispatcher',
    companyIds: ['matriz'],
    active: true,
  };
  expect(await refusal('PUT', '/v1/dispatch/people/alba', { as: alba, body: demoted })).toBe(
    '409 server.last_admin',
  );
  await json('PUT', '/v1/dispatch/people/dora', {
    as: alba,
    body: { name: 'Dora', username: 'dora', role: 'admin', companyIds: ['filial'], active: true },
  });
  expect(await refusal('GET', '/v1/dispatch/tickets', { as: dora })).toBe('401 server.unauthenticated');
  await json('PUT', '/v1/dispatch/people/alba', { as: alba, body: demoted });
  expect(await refusal('PUT', path, { as: alba, body })).toBe('403 server.role_missing');
  expect((await call('GET', '/v1/tickets', { as: ana })).status).toBe(200);
});

test('OLTs and CTOs are the provider’s to keep', async () => {
  const { json, call, login, refusal, dora, ana } = await setUp();
  const alba = await login('alba');
  await json('PUT', '/v1/dispatch/olts/olt-7', { as: alba, body: olt });
  expect(await json('GET', '/v1/dispatch/olts', { as: alba })).toEqual({ items: [{ id: 'olt-7', ...olt }] });
  const withPassword = { ...olt, target: 'ssh://field:secret@192.0.2.1:22' };
  expect(await refusal('PUT', '/v1/dispatch/olts/olt-7', { as: alba, body: withPassword })).toBe(
    '422 core.invalid_input',
  );
  const cto = { name: 'CTO-1', location: null, ports: 16, oltId: 'olt-7', pon: '0/1/3' };
  await json('PUT', '/v1/dispatch/ctos/cto-1', { as: dora, body: cto });
  expect(await json('GET', '/v1/ctos', { as: ana })).toEqual({ items: [{ id: 'cto-1', ...cto }] });
  expect((await call('DELETE', '/v1/dispatch/ctos/cto-1', { as: dora })).status).toBe(204);
  expect(await json('GET', '/v1/ctos', { as: ana })).toEqual({ items: [] });
});

test('the company reads how its tickets were closed, the photos, and who was shown a password', async () => {
  const { call, json, login, upload, refusal, dora, ana } = await setUp();
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
