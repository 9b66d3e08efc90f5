import type { Ticket, TicketPage } from '@field/core';
import type { Outage, TicketOutage } from '@field/core/dispatch';
import { http } from 'msw';
import { setupServer } from 'msw/node';
import { expect, onTestFinished, test } from 'vitest';
import { createDrafts } from '../src/drafts/index.ts';
import { createFieldClient, discoverTenant } from '../src/index.ts';
import { openOffline } from '../src/offline/index.ts';
import { createMemoryRecords, openOutbox } from '../src/outbox/index.ts';
import {
  createFakeLocation,
  createManualClock,
  createMswHandlers,
  createSeededData,
  createStandInServer,
  type FaultKind,
} from '../src/testing/index.ts';
import { openUploads } from '../src/uploads/index.ts';
import { rejection } from './signed-in-client.ts';

const baseUrl = 'https://field.test';
const ana = { username: 'ana', password: 'fibra', companyId: 'matriz' };
const morning = '2026-03-02T08:00:00-03:00';
const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3);

async function start(options: Parameters<typeof createStandInServer>[0] = {}) {
  const clock = createManualClock(morning);
  const server = createStandInServer({ clock, data: createSeededData({ day: morning }), ...options });
  const client = createFieldClient({ baseUrl, fetch: server.fetch, clock });
  await client.login(ana);
  return { client, clock, server };
}

test('a whole day with nothing running', async () => {
  const { client, clock, server } = await start();
  const location = createFakeLocation(clock);
  const tenant = await discoverTenant('provedor.example', {
    directoryUrl: baseUrl,
    fetch: server.fetch,
    clock,
  });
  expect(tenant).toMatchObject({ name: 'Rede Norte', apiUrl: baseUrl });

  const { items, total } = await client.tickets.list({ limit: 3 });
  expect([items.length, total]).toEqual([3, 10]);
  const id = items.find(({ network }) => network.onuState === 'none')?.id ?? '';
  expect((await client.tickets.pppoe(id)).password).toMatch(/^pppoe-/);
  const here = (await location.read()).location;
  await client.tickets.startVisit(id, { startedAt: morning, location: here });
  const [waiting] = (await client.onu.discover(id, { endsWith: '4C5D' })).items;
  const { at, oltId, serialNumber } = waiting ?? expect.fail('no ONU waits');
  const input = { at, oltId, serialNumber: serialNumber ?? '' };
  expect((await client.onu.plan(id, input)).decision).toBe('plan');
  expect((await client.onu.authorize(id, input)).outcome).toBe('created');
  expect((await client.onu.signal(id)).quality.overall).toBe('good');
  await client.products.use(id, { productId: 'router', quantity: 1, mode: 'loan', serial: 'RT-A1' });

  const about = { takenAt: morning, mediaType: 'image/png', bytes: png } as const;
  const photo = await client.evidence.upload(id, { ...about, category: 'photo' });
  const signature = await client.evidence.upload(id, { ...about, category: 'customerSignature' });
  expect((await client.evidence.download(photo.id)).bytes).toEqual(png);
  const closed = await client.closings.close(id, {
    cause: { code: 'fibre-cut' },
    solution: { code: 'new-drop' },
    details: 'Instalado e testado com o cliente.',
    addressChanged: false,
    readings: { rxAtOnuDbm: -19, rxAtOltDbm: -21, cto: 'CTO-01', seal: '1', ctoPort: '3' },
    photos: [photo.id],
    customerSignature: signature.id,
    technicianSignature: null,
    outcome: 'resolved',
    occurredAt: morning,
    location: here,
  });
  expect(closed).toMatchObject({ status: 'completed', network: { onuState: 'online', cto: 'CTO-01' } });
  expect((await client.tickets.timeline(id)).items.map(({ kind }) => kind)).toEqual([
    'visitStarted',
    'onuAuthorized',
    'signalRead',
    'loanAdded',
    'evidenceAdded',
    'evidenceAdded',
    'closed',
  ]);
  expect(
    (await client.products.stock()).items.find(({ productId }) => productId === 'router')?.serials,
  ).toEqual(['RT-A2', 'RT-A3']);
  location.lose('denied');
  expect(await location.read()).toEqual({ location: null, reason: 'denied' });
  expect(await client.logout()).toEqual({ revoked: true });
});

test('the same seed is the same provider, another is another', () => {
  expect(createSeededData({ seed: 4 })).toEqual(createSeededData({ seed: 4 }));
  expect(createSeededData({ seed: 4 })).not.toEqual(createSeededData({ seed: 5 }));
});

test.each<[FaultKind, string]>([
  ['offline', 'client.network'],
  ['dropAfterCommit', 'client.network'],
  ['serverError', 'client.unavailable'],
  ['html', 'client.malformed'],
])('%s is %s, and over when it is taken away', async (kind, code) => {
  const { client, server } = await start();
  const end = server.faults.add({ kind, on: ({ path }) => path.startsWith('/v1/tickets') });
  expect(await rejection(client.tickets.list())).toMatchObject({ code });
  expect((await client.products.stock()).items.length).toBe(3);
  end();
  expect((await client.tickets.list()).total).toBe(10);
});

test('an expired token is renewed unseen, an ended session is not', async () => {
  const { client, server } = await start();
  server.faults.add({ kind: 'expiredToken', times: 1 });
  await client.tickets.list();
  expect(server.seen.filter(({ path }) => path === '/v1/refresh').length).toBe(1);
  server.endSessions();
  expect(await rejection(client.tickets.list())).toMatchObject({ code: 'client.unauthenticated' });
  expect(client.session.getSnapshot().status).toBe('expired');
});

test('a slow answer comes when the clock says so, or not in time', async () => {
  const { client, clock, server } = await start();
  server.faults.add({ kind: 'slow', delayMs: 5_000, times: 2 });
  const patient = client.tickets.list();
  const hasty = rejection(client.tickets.list({}, { timeoutMs: 1_000 }));
  while (clock.untilNext() !== null) {
    await new Promise((resolve) => setImmediate(resolve));
    clock.advance(clock.untilNext() ?? 0);
  }
  expect(await hasty).toMatchObject({ code: 'client.timeout' });
  expect((await patient).total).toBe(10);
});

test('a change whose answer is dropped is done once; without idempotency, twice', async () => {
  const use = { productId: 'connector', quantity: 1, mode: 'sale' } as const;
  for (const idempotency of [true, false]) {
    const { client, server } = await start({ idempotency });
    server.faults.add({ kind: 'dropAfterCommit', times: 1 });
    const lost = await rejection(client.products.use('os-1001', use));
    const { operationId } = (lost as { details: { operationId: string } }).details;
    await client.products.use('os-1001', use, { operationId });
    expect(server.world.uses.length).toBe(idempotency ? 1 : 2);
  }
});

test('offline reads and the outbox work against it, removals and restarts included', async () => {
  const { client, server } = await start();
  const storage = createMemoryRecords();
  const offline = openOffline({ client, storage });
  const outbox = await openOutbox({ client, storage });
  const prepared = await offline.prepareDay({ days: 1 });
  expect(prepared).toMatchObject({ complete: true, failures: [] });
  expect(prepared.parts.find(({ part }) => part === 'ctos')?.bytes).toBeGreaterThan(500);

  server.faults.add({ kind: 'offline' });
  const queued = await outbox.tickets.startVisit('os-1001', { startedAt: morning, location: null });
  expect((await offline.tickets.list()).state).toBe('stale');
  server.faults.clear();
  outbox.sync();
  await queued.acknowledged;
  server.world.update('os-1002', { technicianId: 'beto' });
  server.world.update('os-1003', { status: 'cancelled' });
  server.world.update('os-1004', {
    schedule: { startsAt: '2026-04-01T12:00:00Z', endsAt: '2026-04-01T13:00:00Z' },
  });
  const { changed, removed } = await offline.sync();
  expect(changed).toEqual(['os-1001']);
  expect(removed.map(({ reason, ticketId }) => `${ticketId} ${reason}`)).toEqual([
    'os-1002 reassigned',
    'os-1003 closed',
    'os-1004 outsideWindow',
  ]);
  await outbox.close();
});

test('photos go in pieces, and the closing waits for them', async () => {
  const server = createStandInServer();
  const client = createFieldClient({ baseUrl, fetch: server.fetch });
  await client.login(ana);
  const storage = createMemoryRecords();
  const backoff = { baseMs: 1, maxMs: 2 };
  const uploads = await openUploads({ client, storage, backoff });
  const outbox = await openOutbox({ client, storage, uploads, backoff });
  server.faults.add({ kind: 'dropAfterCommit', times: 2, on: ({ method }) => method === 'PATCH' });
  const about = { takenAt: morning, mediaType: 'image/png' } as const;
  const photo = Uint8Array.from({ length: 70_000 }, (_, at) => png[at] ?? (at * 31) % 256);
  const { acknowledged } = await outbox.closeTicket('os-1001', {
    evidence: [
      { ...about, category: 'photo', bytes: photo },
      { ...about, category: 'customerSignature', bytes: png },
    ],
    closing: {
      cause: { code: 'fibre-cut' },
      solution: { code: 'new-drop' },
      details: 'Instalado e testado com o cliente.',
      addressChanged: false,
      readings: { rxAtOnuDbm: -19, rxAtOltDbm: -21, cto: 'CTO-01', seal: '1', ctoPort: '3' },
      technicianSignature: null,
      outcome: 'resolved',
      occurredAt: morning,
      location: null,
    },
  });
  expect(await acknowledged).toMatchObject({ status: 'completed' });
  expect(server.world.evidence.map(({ bytes }) => bytes).sort((a, b) => a - b)).toEqual([png.length, 70_000]);
  expect(server.world.awaited.size).toBe(0);
  await outbox.close();
  await uploads.close();
});

test('msw 2 serves it to a page with a fetch of its own', async () => {
  const server = createStandInServer();
  const worker = setupServer(...createMswHandlers(http, server, baseUrl));
  worker.listen({ onUnhandledRequest: 'error' });
  onTestFinished(() => worker.close());
  const client = createFieldClient({ baseUrl });
  await client.login(ana);
  expect((await client.tickets.list()).total).toBe(10);
  server.faults.add({ kind: 'offline', times: 2 });
  expect(await rejection(client.tickets.list())).toMatchObject({ code: 'client.network' });
  const upload = { takenAt: morning, mediaType: 'image/png', bytes: png, category: 'photo' } as const;
  expect((await client.evidence.upload('os-1001', upload)).bytes).toBe(png.length);
});

test('a draft goes on with the technician its ticket is given to', async () => {
  const { client, server } = await start();
  const storage = createMemoryRecords();
  const tenant = await discoverTenant('provedor.example', { directoryUrl: baseUrl, fetch: server.fetch });
  const draftOf = async (username: string) => {
    const phone = createFieldClient({ tenant, fetch: server.fetch });
    await phone.login({ ...ana, username });
    return createDrafts({ client: phone, storage, deviceId: `${username}-phone` }).open('os-1001');
  };
  const mine = await draftOf('ana');
  await mine.set('details', 'Metade feita');
  await mine.share();
  const next = await draftOf('beto');
  expect(next.getSnapshot().draft).toEqual({});
  server.world.update('os-1001', { technicianId: 'beto' });
  expect(await next.share()).toMatchObject({
    draft: { details: 'Metade feita' },
    sharedBy: { deviceId: 'ana-phone' },
  });
  expect(await rejection(client.tickets.read('os-1001'))).toMatchObject({ code: 'client.not_found' });
});

test('a dispatcher’s screen: a ticket is opened and given away, an outage explains those on its port', async () => {
  const server = createStandInServer();
  const as = async (username: string) => {
    const client = createFieldClient({ baseUrl: 'https://field.test', fetch: server.fetch });
    await client.login({ username, password: 'fibra', companyId: 'matriz' });
    const json = async (response: Response) => ({ ok: true as const, value: await response.json() });
    const { call, stamp } = client.connection;
    const ask = async <T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<T> => {
      const change = method === 'GET' ? {} : { operationId: stamp().operationId };
      return call({ method, path, ...change, ...(body !== undefined && { body: { json: body } }) }, json, {});
    };
    return { ask, client };
  };
  const [dora, ana] = [await as('dora'), await as('ana')];
  expect(await rejection(ana.ask('GET', '/v1/dispatch/tickets'))).toMatchObject({ code: 'client.forbidden' });
  const { items } = await dora.ask<TicketPage>('GET', '/v1/dispatch/tickets?status=assigned');
  const cut = items.find(({ network, technicianId }) => network.onu && technicianId === 'ana') as Ticket;
  const { address, contractId, customer, problemCode } = cut;
  const pon = cut.network.onu?.address;
  const declared = { oltId: 'olt-1', pon, note: 'Rompimento na Rua Nova' };
  const outage = await dora.ask<Outage>('POST', '/v1/dispatch/outages', declared);
  expect(outage.ticketIds).toContain(cut.id);
  const order = { contractId, problemCode: problemCode.code, address, customer, technicianId: 'ana' };
  const late = await dora.ask<Ticket>('POST', '/v1/dispatch/tickets', order);
  expect(late).toMatchObject({ status: 'assigned', technicianId: 'ana', network: cut.network });
  expect((await ana.client.tickets.read(late.id)).customer).toEqual(customer);
  const told = await ana.ask<TicketOutage>('GET', `/v1/tickets/${late.id}/outage`);
  expect(told.outage).toMatchObject({ id: outage.id, endedAt: null });
  expect((await ana.client.tickets.timeline(late.id)).items.at(-1)?.params.text).toMatch(/Rompimento/);

  await dora.ask('PUT', `/v1/dispatch/tickets/${late.id}/assignment`, { technicianId: 'beto' });
  expect(await rejection(ana.client.tickets.read(late.id))).toMatchObject({ code: 'client.not_found' });
  expect(await rejection(dora.ask('GET', '/v1/dispatch/olts'))).toMatchObject({
    code: 'client.unavailable',
    retryable: false,
    details: { problem: { code: 'stand_in.not_served' } },
  });
});
