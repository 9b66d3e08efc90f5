import { once } from 'node:events';
import { expect, test } from 'vitest';
import { createFieldClient, isClientError } from '../src/index.ts';
import { createManualClock } from '../src/testing/index.ts';
import { sendJson, sendProblem, startLoopbackServer } from './loopback-server.ts';
import { sampleLogin, sampleStart, sampleTicket } from './samples.ts';
import { rejection, startSignedIn } from './signed-in-client.ts';

const page = '<!doctype html><title>Wi-Fi Shopping</title>';

test('an HTML page with status 200 is client.malformed, for reads, changes and removals', async () => {
  const { client, server } = await startSignedIn((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(page);
  });
  const calls = [
    client.tickets.list(),
    client.tickets.startVisit('os-1001', sampleStart),
    client.products.remove('os-1001', 'm1'),
    client.evidence.download('e1'),
  ];
  for (const error of await Promise.all(calls.map(rejection))) {
    expect(isClientError(error, 'client.malformed')).toBe(true);
    expect(error).toMatchObject({ retryable: true, details: { status: 200, host: server.host } });
  }
});

test.each([
  ['cut JSON', '{"items":[', undefined],
  ['another shape', '{"items":[{"id":1}],"total":1,"urgent":0,"nextCursor":null}', 'items,0,id'],
  ['an empty body', '', undefined],
])('%s with status 200 is client.malformed and says where', async (_, body, where) => {
  const { client } = await startSignedIn((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  });
  const error = await rejection(client.tickets.list());
  if (!isClientError(error, 'client.malformed')) throw error;
  const wrong = error.details.wrong as { path: unknown[] }[];
  expect(wrong[0]?.path.join()).toBe(where);
});

test('an answer longer than any answer can be is given up on while it still comes', async () => {
  const { client } = await startSignedIn((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const pour = () => {
      while (!response.destroyed && response.write(' '.repeat(65_536)));
    };
    response.on('drain', pour);
    pour();
  });
  expect(isClientError(await rejection(client.products.stock()), 'client.malformed')).toBe(true);
});

test('a body that stops half way is client.timeout when the time is up', async () => {
  const clock = createManualClock('2026-03-02T12:00:00Z');
  const { client } = await startSignedIn(
    (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"items":[', () => clock.advance(30_000));
    },
    { clock },
  );
  const error = await rejection(client.tickets.list());
  expect(isClientError(error, 'client.timeout')).toBe(true);
  expect(error).toMatchObject({ retryable: true, details: { timeoutMs: 30_000 } });
});

test('a fetch that never ends and does not heed its signal is client.timeout all the same', async () => {
  const clock = createManualClock('2026-03-02T12:00:00Z');
  const fetch = () => {
    queueMicrotask(() => clock.advance(30_000));
    return new Promise<Response>(() => undefined);
  };
  const client = createFieldClient({ baseUrl: 'https://api.provedor.com.br', clock, fetch });
  const error = await rejection(client.login(sampleLogin));
  expect(isClientError(error, 'client.timeout')).toBe(true);
});

test('a call that ended lets go of its connection', async () => {
  const controller = new AbortController();
  let closed: Promise<unknown> = Promise.resolve();
  const { client } = await startSignedIn((_, response) => {
    closed = once(response, 'close');
    controller.abort();
  });
  const error = await rejection(client.tickets.list({}, { signal: controller.signal }));
  expect(isClientError(error, 'client.aborted')).toBe(true);
  await closed;
});

test('each call may have its own time, and the error names it', async () => {
  const clock = createManualClock('2026-03-02T12:00:00Z');
  const { client } = await startSignedIn(() => clock.advance(5_000), { clock });
  const error = await rejection(client.tickets.list({}, { timeoutMs: 5_000 }));
  expect(error).toMatchObject({ code: 'client.timeout', details: { timeoutMs: 5_000 } });
});

test('the app may give up: before anything is sent, while it waits, while the body comes', async () => {
  const controller = new AbortController();
  const { client, server } = await startSignedIn((request, response) => {
    if (request.path === '/v1/stock') return controller.abort('left the screen');
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"items":[', () => midway.abort());
  });
  const midway = new AbortController();

  const error = await rejection(client.products.stock({ signal: controller.signal }));
  expect(isClientError(error, 'client.aborted')).toBe(true);
  expect(error).toMatchObject({ cause: 'left the screen' });
  expect(await rejection(client.tickets.list({}, { signal: midway.signal }))).toMatchObject({
    code: 'client.aborted',
  });
  const asked = server.seen.length;
  expect(await rejection(client.products.stock({ signal: controller.signal }))).toMatchObject({
    code: 'client.aborted',
  });
  expect(server.seen.length).toBe(asked);
});

test('a read survives one broken connection', async () => {
  let broken = 0;
  const { client, server } = await startSignedIn((_, response) => {
    if (broken++ === 0) return void response.destroy();
    sendJson(response, sampleTicket);
  });
  expect((await client.tickets.read('os-1001')).protocol).toBe('0002026001');
  expect(server.seen.length).toBe(2);
});

test('a read whose connection breaks twice is client.network', async () => {
  const { client, server } = await startSignedIn((_, response) => void response.destroy());
  const error = await rejection(client.tickets.read('os-1001'));
  expect(error).toMatchObject({ code: 'client.network', retryable: true, details: { status: null } });
  expect(server.seen.length).toBe(2);
});

test('a change whose connection breaks is sent once and can be repeated under the same id', async () => {
  let broken = 0;
  const { client, server } = await startSignedIn((_, response) => {
    if (broken++ === 0) return void response.destroy();
    sendJson(response, { ...sampleTicket, version: 2 });
  });
  const input = {
    occurredAt: '2026-03-02T14:00:00Z',
    location: { latitude: -22.4, longitude: -45.4, accuracyMetres: 8, measuredAt: null },
  };
  const error = await rejection(client.tickets.updateLocation('os-1001', input));
  if (!isClientError(error, 'client.network')) throw error;
  expect(server.seen.length).toBe(1);

  const operationId = error.details.operationId ?? undefined;
  const ticket = await client.tickets.updateLocation('os-1001', input, { operationId });
  expect(ticket.version).toBe(2);
  expect(server.seen.map(({ headers }) => headers['idempotency-key'])).toEqual([operationId, operationId]);
  expect(server.seen[1]?.body).toBe(server.seen[0]?.body);
});

test.each([
  [400, 'client.invalid', false],
  [403, 'client.forbidden', false],
  [404, 'client.not_found', false],
  [409, 'client.conflict', false],
  [410, 'client.not_found', false],
  [412, 'client.precondition', false],
  [413, 'client.invalid', false],
  [422, 'client.invalid', false],
  [428, 'client.precondition', false],
  [429, 'client.rate_limited', true],
  [500, 'client.unavailable', true],
  [503, 'client.unavailable', true],
])('a problem document with status %i is %s', async (status, code, retryable) => {
  const { client } = await startSignedIn((_, response) => {
    sendProblem(response, status, { code: 'server.some_reason', retryable, detail: 'Porque sim.' });
  });
  const error = await rejection(client.tickets.startVisit('os-1001', sampleStart));
  expect(error).toMatchObject({
    code,
    retryable,
    details: { status, requestId: 'trace-1', problem: { code: 'server.some_reason', detail: 'Porque sim.' } },
  });
  expect((error as { details: { operationId: string } }).details.operationId).toMatch(/-7/);
});

test.each([
  [401, 'client.malformed'],
  [404, 'client.malformed'],
  [429, 'client.rate_limited'],
  [502, 'client.unavailable'],
])('a page with status %i, which no Field server wrote, is %s', async (status, code) => {
  const { client, server } = await startSignedIn((_, response) => {
    response.writeHead(status, { 'content-type': 'text/html', 'x-request-id': 'r-9' }).end(page);
  });
  const error = await rejection(client.tickets.read('os-1001'));
  expect(error).toMatchObject({ code, retryable: true, details: { problem: null, requestId: 'r-9' } });
  expect(client.session.getSnapshot().status).toBe('signedIn');
  expect(server.seen.map(({ path }) => path)).toEqual(['/v1/tickets/os-1001']);
});

test.each([
  ['7', 7_000],
  ['Mon, 02 Mar 2026 12:00:30 GMT', 30_000],
  ['soon', null],
])('Retry-After: %s is told as %s ms by the clock of the server', async (header, retryAfterMs) => {
  const { client } = await startSignedIn((_, response) => {
    const date = 'Mon, 02 Mar 2026 12:00:00 GMT';
    sendProblem(response, 429, { retryable: true }, { 'retry-after': header, date });
  });
  expect(await rejection(client.tickets.list())).toMatchObject({ details: { retryAfterMs } });
});

test.each([
  ['en', 'The product is not in your stock.'],
  ['pt-BR', 'O produto não está no seu estoque.'],
  ['es', 'El producto no está en su existencia.'],
] as const)('the server is asked in %s and its words reach the technician', async (locale, detail) => {
  const { client, server } = await startSignedIn(
    (_, response) => {
      const errors = [{ pointer: '/serials/0/a~1b', code: 'not_in_stock', message: detail }];
      sendProblem(response, 422, { detail, errors });
    },
    { locale },
  );
  const use = { productId: 'p1', quantity: 1, mode: 'loan', serial: 'X' } as const;
  const error = await rejection(client.products.use('os-1001', use));
  if (!isClientError(error, 'client.invalid')) throw error;
  expect(server.seen[0]?.headers['accept-language']).toBe(locale);
  expect(error.text(locale).message).toBe(detail);
  expect(error.details.issues).toEqual([
    { path: ['serials', 0, 'a/b'], code: 'not_in_stock', params: {}, message: detail },
  ]);
});

test.each([
  ['Fechado.', 'Fechado. Abra outro chamado.', 'Fechado.', 'Abra outro chamado.'],
  [
    'Conflict',
    'O chamado já foi fechado.',
    'O chamado já foi fechado.',
    'Carregue de novo e decida o que vale.',
  ],
  ['Fechado.', '', 'Fechado.', 'Carregue de novo e decida o que vale.'],
])('title %j and detail %j become a message and a next step', async (title, detail, message, next) => {
  const { client } = await startSignedIn((_, response) => sendProblem(response, 409, { title, detail }), {
    locale: 'pt-BR',
  });
  const error = await rejection(client.products.remove('1', 'm1'));
  if (!isClientError(error, 'client.conflict')) throw error;
  expect(error.text('pt-BR')).toEqual({ message, next });
  expect(error.text('en').message).toBe('This no longer fits what the server knows.');
});

test('a server that answers in another language than asked is quoted in its own', async () => {
  const { client } = await startSignedIn(
    (_, response) =>
      sendProblem(response, 409, { detail: 'Closed already.' }, { 'content-language': 'en-US' }),
    { locale: 'es' },
  );
  const error = await rejection(client.products.remove('1', 'm1'));
  if (!isClientError(error)) throw error;
  expect(error.text('en').message).toBe('Closed already.');
  expect(error.text('es').message).toBe('Esto ya no coincide con lo que sabe el servidor.');
});

test('neither a report nor a token follows a redirect', async () => {
  const thief = await startLoopbackServer((_, response) => sendJson(response, {}));
  const { client } = await startSignedIn((_, response) => {
    response.writeHead(307, { location: `${thief.url}/v1/tickets` }).end();
  });
  const calls = [client.tickets.list(), client.tickets.startVisit('os-1001', sampleStart)];
  for (const error of await Promise.all(calls.map(rejection))) {
    expect(isClientError(error, 'client.redirected')).toBe(true);
  }
  expect(thief.seen).toEqual([]);
});

test('a server nobody listens at is client.network and names the host', async () => {
  const client = createFieldClient({ baseUrl: 'http://127.0.0.1:1' });
  const error = await rejection(client.login({ username: 'a', password: 'b', companyId: 'c' }));
  if (!isClientError(error, 'client.network')) throw error;
  expect(error.text('pt-BR').message).toBe('Não foi possível alcançar 127.0.0.1:1.');
});
