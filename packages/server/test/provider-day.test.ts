import type { Problem, Session, Stock, Ticket, TicketPage, Timeline, Visit } from '@field/core';
import type { ClosingRecord, Outage, TicketAudit } from '@field/core/dispatch';
import { expect, test } from 'vitest';
import { olt, order } from './support/dispatcher.ts';
import { jpeg, svg } from './support/pictures.ts';
import { closing } from './support/report.ts';
import { type CallOptions, serve } from './support/serve.ts';
import { password, staffed } from './support/tenant.ts';

const company = 'matriz';
const pon = { shelf: 0, slot: 1, port: 3 };
const nothing = {
  causes: [],
  solutions: [],
  problemCodes: [],
  products: [],
  stock: [],
  contracts: [],
  tickets: [],
};

/** A tenant with one administrator and nothing else, and what everything after is done with: HTTP. */
async function openProvider() {
  const { technicians = [], ...tenant } = staffed('norte', nothing);
  const admins = technicians.filter(({ id }) => id === 'alba');
  const server = await serve({ tenants: [{ ...tenant, technicians: admins }] });
  const alba = await server.login('alba');
  /** A change that has to be taken. */
  async function done<T>(as: Session, method: string, path: string, body?: unknown): Promise<T> {
    const answer = await server.call(method, path, { as, ...(body !== undefined && { body }) });
    const text = await answer.text();
    expect([path, answer.status, answer.status < 300 ? '' : text]).toEqual([path, answer.status, '']);
    return JSON.parse(text) as T;
  }
  const hire = (id: string, role: 'dispatcher' | 'technician') => {
    const person = { name: `${id} Reis`, username: id, role, companyIds: [company], active: true, password };
    return done(alba, 'PUT', `/v1/dispatch/people/${id}`, person);
  };
  for (const id of ['dora', 'davi']) await hire(id, 'dispatcher');
  for (const id of ['ana', 'beto', 'depot']) await hire(id, 'technician');
  await done(alba, 'PUT', '/v1/dispatch/olts/olt-1', olt);
  const [dora, davi, ana] = [
    await server.login('dora'),
    await server.login('davi'),
    await server.login('ana'),
  ];
  const put = (path: string, body: unknown) => done(dora, 'PUT', `/v1/dispatch/${path}`, body);
  await put('catalogues/problemCodes/7', { label: 'SEM CONEXÃO' });
  await put('catalogues/causes/fibre-cut', { label: 'Rompimento de fibra' });
  await put('catalogues/solutions/new-drop', { label: 'Troca do drop' });
  await put('products/connector', { name: 'CONECTOR SC/APC', unit: 'unit', kind: 'bulk' });
  await put('products/clip', { name: 'Abraçadeira', unit: 'unit', kind: 'bulk' });
  await put('products/router', { name: 'ROTEADOR AX3000', unit: 'unit', kind: 'serialized' });
  await put('policies/all', {
    format: 1,
    serviceTypes: [],
    closing: [{ require: 'photos', min: 1 }],
    start: [],
  });
  await put('ctos/cto-1', { name: 'CTO-1', location: null, ports: 16, oltId: 'olt-1', pon: '0/1/3' });
  await put('ctos/cto-2', { name: 'CTO-2', location: null, ports: 16, oltId: 'olt-1', pon: '0/1/4' });
  for (const [id, cto] of [
    ['contract-1', 'CTO-1'],
    ['contract-2', 'CTO-2'],
  ]) {
    const bought = {
      plan: 'FIBRA 500',
      subplan: null,
      seal: null,
      ctoPort: '1',
      oltId: 'olt-1',
      onuProfile: null,
    };
    await put(`contracts/${id}`, {
      ...bought,
      cto,
      pppoe: { login: `${id}@norte`, password: 's3nha-do-cliente' },
    });
  }
  const transfer = (as: Session, body: Record<string, unknown>) =>
    server.call('POST', '/v1/dispatch/stock-transfers', { as, body });
  const held = async (person: string, productId: string) => {
    const { items } = await server.json<Stock>('GET', `/v1/dispatch/people/${person}/stock`, { as: dora });
    const item = items.find((each) => each.productId === productId);
    return { available: item?.available ?? 0, serials: item?.serials ?? [] };
  };
  const timeline = async (id: string) =>
    (await server.json<Timeline>('GET', `/v1/dispatch/tickets/${id}/timeline`, { as: dora })).items;
  const open = (changes: object = {}) =>
    done<Ticket>(dora, 'POST', '/v1/dispatch/tickets', { ...order, ...changes });
  return { ...server, alba, dora, davi, ana, done, transfer, held, timeline, open };
}

type Provider = Awaited<ReturnType<typeof openProvider>>;

/** Two dispatchers hand out the last items of the depot at once: one does, the other is told how many there are. */
async function handOut({ transfer, held, dora, davi }: Provider) {
  await transfer(dora, { productId: 'clip', from: null, to: 'depot', quantity: 5 });
  await transfer(dora, { productId: 'router', from: null, to: 'depot', quantity: 1, serials: ['RT-1'] });
  for (const last of [
    { productId: 'clip', quantity: 5 },
    { productId: 'router', quantity: 1, serials: ['RT-1'] },
  ]) {
    const answers = await Promise.all([
      transfer(dora, { ...last, from: 'depot', to: 'ana' }),
      transfer(davi, { ...last, from: 'depot', to: 'beto' }),
    ]);
    const [taken, refused] = answers.sort((a, b) => a.status - b.status);
    expect([taken?.status, refused?.status]).toEqual([201, 409]);
    expect(await refused?.json()).toMatchObject(
      last.productId === 'clip'
        ? {
            code: 'server.transfer_insufficient',
            detail: expect.stringContaining('has 0 of this product, 5'),
          }
        : { code: 'server.transfer_serial_missing', detail: expect.stringContaining('RT-1') },
    );
    const stock = await Promise.all(['depot', 'ana', 'beto'].map((person) => held(person, last.productId)));
    expect(stock.map(({ available }) => available).sort()).toEqual([0, 0, last.quantity]);
    expect(stock.flatMap(({ serials }) => serials)).toEqual(last.serials ?? []);
  }
}

/** A sheet as a Brazilian office program saves it. */
const sheet = (...lines: string[]): NonNullable<CallOptions['file']> => ({
  type: 'text/csv',
  bytes: Uint8Array.from(Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1')),
});
const columns =
  'contractId;problemCode;technicianId;address.street;location.latitude;location.longitude;customer.id;customer.name;protocol';

/** A sheet of tickets is taken whole, or its wrong rows are named and none is. */
async function importTickets({ call, json, dora, ana }: Provider) {
  const send = (...lines: string[]) =>
    call('POST', '/v1/dispatch/imports/tickets', {
      as: dora,
      file: sheet(columns, ...lines),
      headers: { 'accept-language': 'pt-BR' },
    });
  const good = 'contract-1;7;ana;Rua São João;-21,9;-45,61;c-1;João Conceição;0001';
  const refused = await send(
    good,
    'contract-9;7;ana;Rua Nova;-21,9;-45,61;c-2;Zé;0002',
    'contract-2;7;ana;Rua Nova;-21,9;-45,61;c-2;Zé;0001',
    'contract-2;7;ana;Rua Nova;sul;-45,61;c-2;Zé;0003',
  );
  const { code, errors } = (await refused.json()) as Problem;
  expect([refused.status, code, ...errors.map(({ pointer }) => pointer)]).toEqual([
    422,
    'server.rows_refused',
    '/rows/3/contractId',
    '/rows/4/protocol',
    '/rows/5/location/latitude',
  ]);
  const all = () => json<TicketPage>('GET', '/v1/tickets', { as: ana });
  expect((await all()).total).toBe(0);
  expect(await (await send(good, 'contract-2;7;ana;Rua Nova;;;c-2;Zé;0002')).json()).toEqual({ rows: 2 });
  const { items } = await all();
  expect(
    items.map(({ protocol, customer, address, location }) => [
      protocol,
      customer.name,
      address.street,
      location?.latitude,
    ]),
  ).toEqual([
    ['0001', 'João Conceição', 'Rua São João', -21.9],
    ['0002', 'Zé', 'Rua Nova', undefined],
  ]);
}

const rounds = 4;

/** Brings a ticket to the technician's door: what is used is booked, what is seen is photographed. */
async function work({ open, done, upload, dora, ana }: Provider) {
  const { id } = await open();
  await done(dora, 'PUT', `/v1/dispatch/tickets/${id}/assignment`, { technicianId: 'ana' });
  const schedule = { startsAt: '2026-03-03T08:00:00-03:00', endsAt: '2026-03-03T12:00:00-03:00' };
  await done(dora, 'PUT', `/v1/dispatch/tickets/${id}/schedule`, { schedule });
  const at = `/v1/tickets/${id}`;
  const departure = { occurredAt: '2026-03-03T08:05:00-03:00', location: null };
  expect(await done(ana, 'POST', `${at}/departure`, departure)).toMatchObject({
    status: 'enRoute',
    schedule,
  });
  await done<Visit>(ana, 'POST', `${at}/visits`, { startedAt: '2026-03-03T08:30:00-03:00', location: null });
  await done(ana, 'POST', `${at}/products`, { productId: 'connector', quantity: 2, mode: 'sale' });
  const send = async (category: string, file: typeof jpeg | typeof svg) =>
    ((await (await upload(ana, id, category, file)).json()) as { id: string }).id;
  const report = {
    ...closing,
    photos: [await send('photo', jpeg)],
    customerSignature: await send('customerSignature', svg),
  };
  return { id, report };
}

/** A ticket closed at the door and cancelled at the desk at one moment ends once; stock and history agree. */
async function closeAndCancel(provider: Provider) {
  const { call, json, timeline, held, transfer, dora, ana, alba } = provider;
  await transfer(dora, { productId: 'connector', from: null, to: 'ana', quantity: 2 * rounds });
  for (let round = 1; round <= rounds; round += 1) {
    const { id, report } = await work(provider);
    await call('GET', `/v1/tickets/${id}/pppoe`, { as: ana });
    const close = () => call('POST', `/v1/tickets/${id}/closing`, { as: ana, body: report });
    const cancel = () =>
      call('POST', `/v1/dispatch/tickets/${id}/cancellation`, {
        as: dora,
        body: { reason: 'Cliente desistiu' },
      });
    // Who asks first changes with the round, so that either may win.
    const [closed, cancelled] =
      round % 2 === 0
        ? await Promise.all([close(), cancel()])
        : (await Promise.all([cancel(), close()])).reverse();
    const wins = closed?.status === 200;
    expect([closed?.status, cancelled?.status].sort()).toEqual([200, 409]);
    expect(await (wins ? cancelled : closed)?.json()).toMatchObject({ code: 'server.ticket_closed' });

    const ticket = await json<Ticket>('GET', `/v1/dispatch/tickets/${id}`, { as: dora });
    expect(ticket.status).toBe(wins ? 'completed' : 'cancelled');
    const history = (await timeline(id)).map(({ kind, author }) => `${kind} ${author.id}`);
    expect(history).toEqual([
      'note ana',
      'visitStarted ana',
      'productAdded ana',
      'evidenceAdded ana',
      'evidenceAdded ana',
      wins ? 'closed ana' : 'note dora',
    ]);
    // What was used before stays used, whoever ended the ticket.
    expect((await held('ana', 'connector')).available).toBe(2 * (rounds - round));
    const record = await call('GET', `/v1/dispatch/tickets/${id}/closing`, { as: dora });
    const { evidence, ...read } = (await record.json()) as ClosingRecord;
    if (wins) {
      expect(read).toMatchObject({
        closing: { details: report.details },
        closedBy: { id: 'ana' },
        products: [{ productId: 'connector', quantity: 2 }],
      });
      expect(evidence.items.map((file) => file.id)).toEqual([...report.photos, report.customerSignature]);
    } else {
      expect([record.status, read]).toMatchObject([404, { code: 'server.closing_missing' }]);
    }
    const photo = await call('GET', `/v1/dispatch/evidence/${report.photos[0]}`, { as: dora });
    expect(new Uint8Array(await photo.arrayBuffer())).toEqual(jpeg.bytes);
    const audit = await json<TicketAudit>('GET', `/v1/dispatch/tickets/${id}/audit`, { as: alba });
    expect(audit.items).toMatchObject([{ action: 'pppoe.shown', technicianId: 'ana' }]);
  }
}

/** An outage of one PON explains the tickets of its CTOs while it lasts, and its end is told to each. */
async function declareOutage({ json, done, open, timeline, call, dora, ana }: Provider) {
  const mine = { technicianId: 'ana' };
  const before = await open(mine);
  const elsewhere = await open({ ...mine, contractId: 'contract-2' });
  const path = '/v1/dispatch/outages';
  const outage = await done<Outage>(dora, 'POST', path, {
    oltId: 'olt-1',
    pon,
    note: 'Cabo rompido na BR-381',
  });
  const { protocol } = await json<Ticket>('GET', `/v1/tickets/${outage.ticketIds[0]}`, { as: ana });
  expect([protocol, ...outage.ticketIds.slice(1)]).toEqual(['0001', before.id]);
  const during = await open(mine);
  const told = (id: string) => json<{ outage: unknown }>('GET', `/v1/tickets/${id}/outage`, { as: ana });
  for (const { id } of [before, during]) {
    expect(await told(id)).toMatchObject({ outage: { note: 'Cabo rompido na BR-381', endedAt: null } });
  }
  expect(await told(elsewhere.id)).toEqual({ outage: null });

  const sync = (cursor = '') =>
    json<{ items: Ticket[]; nextCursor: string }>('GET', `/v1/sync/tickets${cursor}`, { as: ana });
  const { nextCursor } = await sync();
  const ended = await done<Outage>(dora, 'POST', `${path}/${outage.id}/end`);
  expect(ended.ticketIds).toEqual([...outage.ticketIds, during.id].sort());
  expect(ended.endedAt).not.toBe(null);
  const changed = (await sync(`?cursor=${nextCursor}`)).items.map(({ id }) => id);
  expect(changed.sort()).toEqual([...outage.ticketIds, during.id].sort());
  for (const { id } of [before, during]) {
    expect(await told(id)).toMatchObject({ outage: { endedAt: ended.endedAt } });
    expect((await timeline(id)).map(({ params }) => params.text)).toEqual([
      'Mass outage: Cabo rompido na BR-381',
      'Mass outage is over: Cabo rompido na BR-381',
    ]);
  }
  expect((await call('POST', `${path}/${outage.id}/end`, { as: dora })).status).toBe(200);
  expect(await timeline(before.id)).toHaveLength(2);
  expect(await told((await open(mine)).id)).toEqual({ outage: null });
}

test('a small provider without an ERP, for a day, through HTTP only', async () => {
  const provider = await openProvider();
  await importTickets(provider);
  await handOut(provider);
  await declareOutage(provider);
  await closeAndCancel(provider);
});
