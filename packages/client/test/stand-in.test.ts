import { http } from 'msw';
import { setupServer } from 'msw/node';
import { expect, onTestFinished, test } from 'vitest';
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
