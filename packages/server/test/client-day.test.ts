import { createFieldClient, createMemoryStorage, discoverTenant, isClientError } from '@field/client';
import type { ClosingDraft } from '@field/core';
import { expect, test } from 'vitest';
import { png, svg } from './support/pictures.ts';
import { serve } from './support/serve.ts';
import { password } from './support/tenant.ts';

const ana = { username: 'ana', password, companyId: 'matriz' };
const occurredAt = '2026-03-02T14:28:00-03:00';
const atTheDoor = { latitude: -21.89, longitude: -45.59, accuracyMetres: 8, measuredAt: null };
const cable = { productId: 'drop', quantity: 35.5, mode: 'sale' } as const;

/** A technician of the provider `norte`, found by its domain and signed in. */
async function startDay(options: { fetch?: typeof fetch; server?: Parameters<typeof serve>[0] } = {}) {
  const { url } = await serve(options.server);
  const tenant = await discoverTenant('norte.example', { directoryUrl: url });
  const storage = createMemoryStorage();
  const app = { tenant, locale: 'pt-BR', storage, fetch: options.fetch } as const;
  const client = createFieldClient(app);
  await client.login(ana);
  return { client, restart: () => createFieldClient(app), tenant, url };
}

async function rejection(call: Promise<unknown>) {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isClientError(error)) throw error ?? new TypeError('nothing was refused');
  return error;
}

test('a technician’s day, from the domain to the timeline of the closed ticket', async () => {
  const { client, tenant, url } = await startDay();
  expect(tenant).toMatchObject({
    tenantId: 'norte',
    name: 'Provedor norte',
    apiUrl: url,
    domain: 'norte.example',
  });
  expect(client.session.getSnapshot().session).toMatchObject({ technician: { name: 'Ana Souza' } });

  const page = await client.tickets.list({ search: 'jose', status: ['open', 'assigned'], limit: 10 });
  expect([page.total, page.items.map(({ id }) => id)]).toEqual([1, ['t-1']]);
  expect((await client.tickets.read('t-1')).network).toMatchObject({ cto: 'CTO-14', onuState: 'none' });
  expect(await client.tickets.pppoe('t-1')).toEqual({ login: 'jose.silva', password: 'pppoe-secret-1' });
  expect(await client.onu.state('t-1')).toEqual({ state: 'none', onu: null });

  const moved = await client.tickets.updateLocation('t-1', { occurredAt, location: atTheDoor });
  expect(moved.location).toEqual(atTheDoor);
  const departed = await client.tickets.depart('t-1', { occurredAt, location: null });
  expect(departed.status).toBe('enRoute');
  const visit = await client.tickets.startVisit('t-1', { startedAt: occurredAt, location: atTheDoor });
  expect(visit).toMatchObject({ ticketId: 't-1', technicianId: 'ana', endedAt: null });

  await client.products.use('t-1', cable);
  await client.products.use('t-1', { productId: 'router', quantity: 1, mode: 'loan', serial: 'RT-001' });
  const mistake = await client.products.use('t-1', { productId: 'connector', quantity: 2, mode: 'sale' });
  await client.products.remove('t-1', mistake.movementId);
  const stock = await client.products.stock();
  expect(stock.items.map(({ productId, available }) => [productId, available]).sort()).toEqual([
    ['connector', 10],
    ['drop', 64.8],
    ['router', 1],
  ]);
  expect((await client.products.list('t-1')).items.map(({ name }) => name)).toEqual([
    'CABO DROP 1FO',
    'ROTEADOR AX3000',
  ]);

  const about = { takenAt: occurredAt, mediaType: 'image/png' } as const;
  const photo = await client.evidence.upload('t-1', { ...about, category: 'photo', bytes: png.bytes });
  const drawn = new TextEncoder().encode(svg.bytes);
  const signature = await client.evidence.upload('t-1', {
    ...about,
    category: 'customerSignature',
    mediaType: 'image/svg+xml',
    caption: 'José',
    bytes: drawn,
  });
  expect(await client.evidence.download(photo.id)).toEqual({ mediaType: 'image/png', bytes: png.bytes });
  expect((await client.evidence.download(signature.id)).bytes).toEqual(drawn);

  const { causes, solutions } = await client.catalogues.read();
  const closing: ClosingDraft = {
    cause: { code: causes[0]?.code ?? '' },
    solution: { code: solutions[0]?.code ?? '' },
    details: 'Refeito o drop e testado o acesso com o cliente.',
    addressChanged: false,
    readings: { rxAtOnuDbm: -19.4, rxAtOltDbm: -21.7, cto: 'CTO-14', seal: '0042', ctoPort: '3' },
    photos: [photo.id],
    customerSignature: null,
    technicianSignature: null,
    outcome: 'resolved',
    occurredAt,
    location: atTheDoor,
  };
  const unsigned = await rejection(client.closings.close('t-1', closing));
  expect(unsigned.details.issues).toMatchObject([
    { path: ['customerSignature'], message: 'Peça a assinatura do cliente.' },
  ]);
  const forged = { ...closing, cause: { code: 'nenhuma' }, customerSignature: photo.id };
  const refused = await rejection(client.closings.close('t-1', forged));
  expect(refused).toMatchObject({ code: 'client.invalid', details: { status: 422 } });
  expect(refused.details.issues.map(({ path }) => path.join('.'))).toEqual([
    'cause.code',
    'customerSignature',
  ]);
  expect(refused.text('pt-BR').next).toContain('Escolha um código do cadastro do provedor.');

  const closed = await client.closings.close('t-1', { ...closing, customerSignature: signature.id });
  expect(closed.status).toBe('completed');
  const late = await rejection(client.products.use('t-1', cable));
  expect(late).toMatchObject({ code: 'client.conflict', retryable: false });

  const { items } = await client.tickets.timeline('t-1');
  expect(items.map(({ kind }) => kind)).toEqual([
    'locationUpdated',
    'note',
    'visitStarted',
    'productAdded',
    'loanAdded',
    'productAdded',
    'productRemoved',
    'evidenceAdded',
    'evidenceAdded',
    'closed',
  ]);
  expect(await client.logout()).toEqual({ revoked: true });
});

test('a customer who is absent leaves a visit that ended', async () => {
  const { client } = await startDay();
  const visit = await client.tickets.customerAbsent('t-1', {
    occurredAt,
    location: atTheDoor,
    note: 'Portão fechado',
  });
  expect(visit).toMatchObject({ outcome: 'customerAbsent', endedAt: expect.any(String) });
  expect((await client.tickets.timeline('t-1')).items).toMatchObject([
    { params: { text: 'Portão fechado' } },
  ]);
});

test('refusals arrive typed, in the technician’s language, and change nothing', async () => {
  const { client } = await startDay();
  const other = await rejection(client.tickets.read('t-2'));
  expect(other).toMatchObject({
    code: 'client.not_found',
    details: { status: 404, requestId: expect.any(String) },
  });
  const tooMuch = await rejection(client.products.use('t-1', { ...cable, quantity: 500 }));
  expect(tooMuch).toMatchObject({
    code: 'client.conflict',
    details: { problem: { code: 'server.stock_insufficient' } },
  });
  const fake = { category: 'photo', mediaType: 'image/jpeg', takenAt: occurredAt, bytes: png.bytes } as const;
  expect(await rejection(client.evidence.upload('t-1', fake))).toMatchObject({ code: 'client.invalid' });
  const wrong = await rejection(client.login({ ...ana, password: 'errada' }));
  expect(wrong).toMatchObject({ code: 'client.unauthenticated', retryable: false });
  expect(wrong.text('pt-BR').message).toBe(wrong.details.problem?.title);
  expect((await client.tickets.timeline('t-1')).items).toEqual([]);
});

test('a tenant is known only by its own domain, and its technician only there', async () => {
  const { url } = await startDay();
  const error = await rejection(discoverTenant('leste.example', { directoryUrl: url }));
  expect(error.code).toBe('client.not_found');
  const south = createFieldClient({ tenant: await discoverTenant('sul.example', { directoryUrl: url }) });
  expect((await south.login(ana)).session).toMatchObject({ tenantId: 'sul' });
});

test('a change whose answer is lost is done once, however often it is repeated', async () => {
  let losing = false;
  const { client } = await startDay({
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      if (losing) throw new TypeError('the line dropped');
      return response;
    },
  });
  losing = true;
  const lost = await rejection(client.products.use('t-1', cable));
  losing = false;
  expect(lost).toMatchObject({ code: 'client.network', retryable: true });
  const operationId = lost.details.operationId ?? undefined;
  const use = await client.products.use('t-1', cable, { operationId });
  expect((await client.products.use('t-1', cable, { operationId })).movementId).toBe(use.movementId);
  expect((await client.products.list('t-1')).items.length).toBe(1);

  const another = await rejection(client.products.use('t-1', { ...cable, quantity: 1 }, { operationId }));
  expect(another).toMatchObject({
    code: 'client.invalid',
    details: { problem: { code: 'server.idempotency_mismatch' } },
  });
});

test('a sign-in goes on for days: tokens rotate, lost answers and restarts included', async () => {
  let now = Date.parse('2026-03-02T08:00:00Z');
  let refreshes = 0;
  let losing = false;
  const { client, restart } = await startDay({
    server: { clock: () => new Date(now) },
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      if (!String(input).endsWith('/v1/refresh')) return response;
      refreshes += 1;
      if (losing) throw new TypeError('the line dropped');
      return response;
    },
  });
  now += 16 * 60_000;
  await Promise.all(Array.from({ length: 8 }, () => client.tickets.list()));
  expect(refreshes).toBe(1);

  now += 16 * 60_000;
  losing = true;
  expect((await rejection(client.tickets.list())).code).toBe('client.network');
  losing = false;
  const restarted = restart();
  expect((await restarted.tickets.list()).total).toBe(1);
  expect(restarted.session.getSnapshot().status).toBe('signedIn');
});

test('a sign-in the server ended ends here too', async () => {
  let now = Date.parse('2026-03-02T08:00:00Z');
  const { client, restart } = await startDay({ server: { clock: () => new Date(now) } });
  now += 31 * 86_400_000;
  expect((await rejection(client.tickets.list())).code).toBe('client.unauthenticated');
  expect(client.session.getSnapshot()).toMatchObject({
    status: 'expired',
    session: { technician: { id: 'ana' } },
  });
  expect((await restart().restore()).status).toBe('signedOut');
  expect((await client.login(ana)).status).toBe('signedIn');
});
