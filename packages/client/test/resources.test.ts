import { type ClosingDraft, defaultClosingPolicy } from '@field/core';
import { expect, test } from 'vitest';
import { createFieldClient, type FieldClient, isClientError } from '../src/index.ts';
import { createManualClock, createSeededRandom } from '../src/testing/index.ts';
import { sendJson, startLoopbackServer } from './loopback-server.ts';
import { sampleClosing, sampleSession, sampleStart, sampleTicket, sampleVisit } from './samples.ts';
import { rejection, startSignedIn } from './signed-in-client.ts';

const onuAt = { shelf: 0, slot: 1, port: 0 };
const wanted = { oltId: 'olt-1', at: onuAt, serialNumber: 'HWTC12345678' };
const location = { latitude: -22.42, longitude: -45.45, accuracyMetres: 6, measuredAt: null };
const photo = {
  mediaType: 'image/png' as const,
  category: 'photo' as const,
  caption: 'Sinal no power meter',
  takenAt: '2026-03-02T15:00:00-03:00',
  bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47),
};
const productUse = {
  movementId: 'm1',
  ticketId: 'os-1001',
  productId: 'p1',
  name: 'CABO DROP',
  quantity: 35.5,
  unit: 'metre',
  mode: 'sale',
  serial: null,
  recordedBy: { id: 't1', name: 'Ana Souza' },
  recordedAt: '2026-03-02T15:00:00Z',
};
const evidence = {
  id: 'e1',
  sha256: 'a'.repeat(64),
  mediaType: 'image/png',
  bytes: 4,
  category: 'photo',
  caption: null,
  takenAt: photo.takenAt,
  location: null,
};
const plan = { summary: 'Authorize', steps: [], decision: 'plan', conflictAt: null };
const authorized = {
  outcome: 'created',
  oltId: 'olt-1',
  serialNumber: 'HWTC12345678',
  address: { ...onuAt, onuId: 3 },
  conflictAt: null,
  reply: null,
};

type Call = (client: FieldClient) => Promise<unknown>;

const reads: [string, Call, unknown][] = [
  ['GET /v1/tickets', (c) => c.tickets.list(), { items: [], total: 0, urgent: 0, nextCursor: null }],
  [
    'GET /v1/tickets?search=Jos%C3%A9%20da&status=open&status=assigned&priority=urgent&limit=20&cursor=a%26b',
    (c) =>
      c.tickets.list({
        search: 'José da',
        status: ['open', 'assigned'],
        priority: ['urgent'],
        limit: 20,
        cursor: 'a&b',
      }),
    { items: [sampleTicket], total: 1, urgent: 1, nextCursor: null },
  ],
  ['GET /v1/tickets/os%2F1', (c) => c.tickets.read('os/1'), sampleTicket],
  ['GET /v1/tickets/1/pppoe', (c) => c.tickets.pppoe('1'), { login: 'jose', password: 'abc' }],
  ['GET /v1/tickets/1/timeline', (c) => c.tickets.timeline('1'), { items: [] }],
  ['GET /v1/stock', (c) => c.products.stock(), { items: [] }],
  ['GET /v1/tickets/1/products', (c) => c.products.list('1'), { items: [productUse] }],
  [
    'GET /v1/catalogues',
    (c) => c.catalogues.read(),
    { causes: [{ code: 'C', label: 'Cabo' }], solutions: [] },
  ],
  ['GET /v1/tickets/1/onu', (c) => c.onu.state('1'), { state: 'none', onu: null }],
  ['POST /v1/tickets/1/onu/discover', (c) => c.onu.discover('1', { endsWith: '5678' }), { items: [] }],
  ['POST /v1/tickets/1/onu/plan', (c) => c.onu.plan('1', wanted), plan],
];

const changes: [string, (client: FieldClient, operationId?: string) => Promise<unknown>, unknown][] = [
  [
    'PUT /v1/tickets/1/location',
    (c, operationId) =>
      c.tickets.updateLocation('1', { occurredAt: '2026-03-02T14:00:00Z', location }, { operationId }),
    sampleTicket,
  ],
  [
    'POST /v1/tickets/1/departure',
    (c, operationId) =>
      c.tickets.depart('1', { occurredAt: '2026-03-02T14:00:00Z', location: null }, { operationId }),
    { ...sampleTicket, status: 'enRoute' },
  ],
  [
    'POST /v1/tickets/1/visits',
    (c, operationId) => c.tickets.startVisit('1', sampleStart, { operationId }),
    sampleVisit,
  ],
  [
    'POST /v1/tickets/1/customer-absent',
    (c, operationId) =>
      c.tickets.customerAbsent(
        '1',
        { occurredAt: '2026-03-02T14:00:00Z', location: null, note: null },
        { operationId },
      ),
    { ...sampleVisit, endedAt: '2026-03-02T14:00:00Z', outcome: 'customerAbsent' },
  ],
  [
    'POST /v1/tickets/1/products',
    (c, operationId) =>
      c.products.use('1', { productId: 'p1', quantity: 35.5, mode: 'sale' }, { operationId }),
    productUse,
  ],
  [
    'DELETE /v1/tickets/1/products/m1',
    (c, operationId) => c.products.remove('1', 'm1', { operationId }),
    undefined,
  ],
  [
    'POST /v1/tickets/1/evidence?category=photo&caption=Sinal%20no%20power%20meter&takenAt=2026-03-02T15%3A00%3A00-03%3A00',
    (c, operationId) => c.evidence.upload('1', photo, { operationId }),
    evidence,
  ],
  [
    'POST /v1/tickets/1/closing',
    (c, operationId) => c.closings.close('1', sampleClosing, { operationId }),
    { ...sampleTicket, status: 'completed' },
  ],
  [
    'POST /v1/tickets/1/onu/authorize',
    (c, operationId) => c.onu.authorize('1', wanted, { operationId }),
    authorized,
  ],
];

test.each(reads)('%s answers what the server has', async (line, call, answer) => {
  const { client, server } = await startSignedIn((_, response) => sendJson(response, answer));
  expect(await call(client)).toEqual(answer);
  expect(server.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([line]);
  expect(server.seen[0]?.headers).toMatchObject({
    authorization: `Bearer ${sampleSession().accessToken}`,
    'accept-language': 'en',
  });
  expect(server.seen[0]?.headers).not.toHaveProperty('idempotency-key');
});

test.each(changes)('%s carries an id of its own, or the one it is given', async (line, call, answer) => {
  const { client, server } = await startSignedIn(
    (_, response) =>
      answer === undefined ? void response.writeHead(204).end() : sendJson(response, answer, 201),
    { clock: createManualClock('2026-03-02T15:00:00Z'), random: createSeededRandom(7) },
  );
  const operationId = '0190a1b2-0000-7000-8000-000000000001';
  expect(await call(client)).toEqual(answer);
  expect(await call(client)).toEqual(answer);
  expect(await call(client, operationId)).toEqual(answer);
  expect(new Set(server.seen.map(({ method, path }) => `${method} ${path}`))).toEqual(new Set([line]));
  const [first, second, third] = server.seen.map(({ headers }) => String(headers['idempotency-key']));
  expect(first).toMatch(/^019caf10-3180-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(second).not.toBe(first);
  expect(third).toBe(operationId);
  for (const { headers } of server.seen) {
    expect(headers['field-occurred-at']).toBe('2026-03-02T15:00:00.000Z');
  }
});

test('an id that is no UUID is named and nothing is sent', async () => {
  const { client, server } = await startSignedIn(() => undefined);
  const error = await rejection(client.tickets.startVisit('1', sampleStart, { operationId: 'visit-1' }));
  expect(error).toMatchObject({ code: 'client.invalid', details: { issues: [{ path: ['operationId'] }] } });
  expect(server.seen).toEqual([]);
});

test('a file goes out and comes back byte for byte', async () => {
  const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
  const { client, server } = await startSignedIn((request, response) => {
    if (request.method === 'POST') return sendJson(response, evidence, 201);
    response.writeHead(200, { 'content-type': 'image/webp' }).end(bytes);
  });
  await client.evidence.upload('1', { ...photo, bytes });
  expect(server.seen[0]?.headers).toMatchObject({ 'content-type': 'image/png', 'content-length': '70000' });
  expect(Uint8Array.from(server.seen[0]?.body ?? '', (char) => char.charCodeAt(0))).toEqual(bytes);
  expect(await client.evidence.download('e1')).toEqual({ mediaType: 'image/webp', bytes });
});

test.each([
  ['a 20 MB photo', { bytes: new Uint8Array(20_000_000) }, 'bytes: deve ser no máximo 10'],
  ['a signature of 1 MB', { category: 'customerSignature', bytes: new Uint8Array(1_000_000) }, 'bytes: '],
  ['an empty file', { bytes: new Uint8Array() }, 'bytes: é obrigatório'],
  ['a base64 text', { bytes: 'aGk=' }, 'bytes: deve ser Uint8Array'],
  ['a PDF', { mediaType: 'application/pdf' }, 'mediaType: deve ser um destes valores'],
])('%s is refused on the phone', async (_, change, message) => {
  const { client, server } = await startSignedIn(() => undefined, { locale: 'pt-BR' });
  const error = await rejection(client.evidence.upload('1', { ...photo, ...(change as object) }));
  if (!isClientError(error, 'client.invalid')) throw error;
  expect(error.details.issues[0]?.message).toContain(message);
  expect(server.seen).toEqual([]);
});

test('a slow upload gets the time its bytes need', async () => {
  const clock = createManualClock('2026-03-02T15:00:00Z');
  const { client } = await startSignedIn(
    (_, response) => {
      clock.advance(60_000);
      sendJson(response, evidence, 201);
    },
    { clock },
  );
  const bytes = new Uint8Array(400_000);
  expect((await client.evidence.upload('1', { ...photo, bytes })).id).toBe('e1');
  expect(
    await rejection(client.evidence.upload('1', { ...photo, bytes }, { timeoutMs: 50_000 })),
  ).toMatchObject({
    code: 'client.timeout',
  });
});

test.each([
  ['en', 'Ask the customer to sign.', 'Choose the cause of the problem.'],
  ['pt-BR', 'Peça a assinatura do cliente.', 'Selecione a causa do problema.'],
  ['es', 'Pida la firma del cliente.', 'Seleccione la causa del problema.'],
] as const)(
  'an incomplete closing names every field in %s before a byte is sent',
  async (locale, sign, cause) => {
    const { client, server } = await startSignedIn(() => undefined, { locale });
    const draft: ClosingDraft = { ...sampleClosing, cause: null, customerSignature: null };
    expect(client.closings.evaluate(draft).map(({ path }) => path.join('.'))).toEqual([
      'cause',
      'customerSignature',
    ]);

    const error = await rejection(client.closings.close('1', draft));
    if (!isClientError(error, 'client.invalid')) throw error;
    expect(error.details.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['cause', cause],
      ['customerSignature', sign],
    ]);
    for (const text of [sign, cause]) expect(error.text(locale).message).toContain(text);
    expect(server.seen).toEqual([]);
  },
);

test('an empty closing names all it lacks', async () => {
  const { client, server } = await startSignedIn(() => undefined);
  const error = await rejection(client.closings.close('1', {}));
  if (!isClientError(error, 'client.invalid')) throw error;
  expect(error.details.issues.map(({ path }) => path.join('.'))).toEqual([
    'cause',
    'solution',
    'details',
    'photos',
    'customerSignature',
    'outcome',
  ]);
  expect(server.seen).toEqual([]);
});

test('a closing is held to the policy of its provider and to the state of its ticket', async () => {
  const { client, server } = await startSignedIn(() => undefined);
  const policy = {
    ...defaultClosingPolicy,
    closing: [{ require: 'technicianSignature' }, { require: 'loans', item: 'router' }],
  } as const;
  const context = { policy, status: 'completed' } as const;
  const error = await rejection(client.closings.close('1', sampleClosing, { context }));
  if (!isClientError(error, 'client.invalid')) throw error;
  expect(error.details.issues.map(({ code }) => code)).toEqual([
    'closing.ticket_finished',
    'closing.technician_signature_required',
    'closing.loans_required',
  ]);
  expect(client.closings.evaluate(sampleClosing, context).length).toBe(3);
  expect(server.seen).toEqual([]);
});

test('a closing whose fields are there but wrong is named by its path', async () => {
  const { client } = await startSignedIn(() => undefined);
  const closing = { ...sampleClosing, readings: { rxAtOnuDbm: -99 }, occurredAt: 'yesterday' };
  const error = await rejection(client.closings.close('1', closing));
  if (!isClientError(error, 'client.invalid')) throw error;
  expect(error.details.issues.map(({ path }) => path.join('.'))).toEqual([
    'readings.rxAtOnuDbm',
    'occurredAt',
  ]);
});

test.each(['', '.', '..', 'x'.repeat(129), '\ud800'])('the id %j reaches no path', async (ticketId) => {
  const { client, server } = await startSignedIn(() => undefined);
  const error = await rejection(client.tickets.read(ticketId));
  expect(error).toMatchObject({ code: 'client.invalid', details: { issues: [{ path: ['ticketId'] }] } });
  expect(server.seen).toEqual([]);
});

test('a serial number of the wrong shape is named and nothing is sent', async () => {
  const { client, server } = await startSignedIn(() => undefined);
  const error = await rejection(client.onu.authorize('1', { ...wanted, serialNumber: '1234' }));
  expect(error).toMatchObject({
    code: 'client.invalid',
    details: { issues: [{ path: ['serialNumber'], code: 'not_a_serial_number' }] },
  });
  expect(server.seen).toEqual([]);
});

test('the API may live below a path', async () => {
  const server = await startLoopbackServer((_, response) => sendJson(response, sampleSession()));
  await createFieldClient({ baseUrl: `${server.url}/field/` }).login({
    username: 'a',
    password: 'b',
    companyId: 'c',
  });
  expect(server.seen[0]?.path).toBe('/field/v1/login');
});
