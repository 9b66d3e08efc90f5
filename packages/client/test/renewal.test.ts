import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { createFieldClient, createMemoryStorage, isClientError } from '../src/index.ts';
import { sendJson, sendProblem, startLoopbackServer } from './loopback-server.ts';
import { expired, RotatingServer } from './rotating-server.ts';
import { sampleLogin, sampleSession, sampleStart, sampleTicket } from './samples.ts';
import { rejection, startSignedIn } from './signed-in-client.ts';

test('an access token that ran out is renewed and the change goes out again under its id', async () => {
  const rotating = new RotatingServer();
  const { client, server } = await startSignedIn(rotating.respond);
  rotating.expire();
  expect((await client.tickets.startVisit('os-1001', sampleStart)).id).toBe('v1');
  expect(server.seen.map(({ path }) => path)).toEqual([
    '/v1/tickets/os-1001/visits',
    '/v1/refresh',
    '/v1/tickets/os-1001/visits',
  ]);
  const [first, , second] = server.seen;
  expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
  expect(second?.body).toBe(first?.body);
});

test('calls refused at the same time share one refresh', async () => {
  const rotating = new RotatingServer();
  const { client } = await startSignedIn(rotating.respond);
  rotating.expire();
  const calls = Array.from({ length: 12 }, () => client.tickets.read('os-1001'));
  expect((await Promise.all(calls)).map(({ id }) => id)).toEqual(Array(12).fill('os-1001'));
  expect(rotating.refreshes).toBe(1);
});

test('a refresh the server turns down ends the session, says whose it was and forgets its tokens', async () => {
  const storage = createMemoryStorage();
  const { client, server } = await startSignedIn((_, response) => expired(response), { storage });
  const errors = await Promise.all([client.tickets.list(), client.products.stock()].map(rejection));
  for (const error of errors) {
    expect(isClientError(error, 'client.unauthenticated')).toBe(true);
    expect(error).toMatchObject({ details: { problem: { code: 'server.token_expired' } } });
  }
  expect(client.session.getSnapshot()).toMatchObject({
    status: 'expired',
    session: { technician: { id: 't1' } },
  });
  expect(server.seen.filter(({ path }) => path === '/v1/refresh').length).toBe(1);

  const asked = server.seen.length;
  expect(isClientError(await rejection(client.tickets.list()), 'client.unauthenticated')).toBe(true);
  expect(server.seen.length).toBe(asked);
  const restarted = createFieldClient({ baseUrl: server.url, storage });
  expect(await restarted.restore()).toEqual({ status: 'signedOut', session: null });
});

test.each([
  ['breaks', 'client.network', (response: ServerResponse) => void response.destroy()],
  [
    'comes too often',
    'client.rate_limited',
    (response: ServerResponse) => sendProblem(response, 429, { retryable: true }),
  ],
  [
    'asks at the wrong place',
    'client.not_found',
    (response: ServerResponse) => sendProblem(response, 404, { retryable: true }),
  ],
  [
    'meets a broken server',
    'client.unavailable',
    (response: ServerResponse) => sendProblem(response, 500, { retryable: true }),
  ],
  [
    'meets a portal',
    'client.malformed',
    (response: ServerResponse) => void response.writeHead(401).end('Sign in'),
  ],
])('a refresh that %s is %s and signs nobody out', async (_, code, fail) => {
  const rotating = new RotatingServer();
  let failing = true;
  const { client, server } = await startSignedIn((request, response) => {
    if (failing && request.path === '/v1/refresh') return fail(response);
    return rotating.respond(request, response);
  });
  rotating.expire();
  const error = await rejection(client.tickets.startVisit('os-1001', sampleStart));
  const operationId = server.seen[0]?.headers['idempotency-key'];
  expect(error).toMatchObject({ code, retryable: true, details: { operationId } });
  const unread = await rejection(client.tickets.list());
  expect(unread).toMatchObject({ code, details: { operationId: null } });
  expect(client.session.getSnapshot().status).toBe('signedIn');
  failing = false;
  expect((await client.tickets.startVisit('os-1001', sampleStart)).id).toBe('v1');
});

test('one call gives up while the shared refresh goes on for the others', async () => {
  const rotating = new RotatingServer();
  const controller = new AbortController();
  const { client } = await startSignedIn((request, response) => {
    if (request.path === '/v1/refresh') controller.abort();
    return rotating.respond(request, response);
  });
  rotating.expire();
  const [impatient, patient] = await Promise.all([
    rejection(client.tickets.read('os-1001', { signal: controller.signal })),
    client.tickets.read('os-1001'),
  ]);
  expect(isClientError(impatient, 'client.aborted')).toBe(true);
  expect(patient.id).toBe('os-1001');
  expect(rotating.refreshes).toBe(1);
});

test('a refresh whose answer was lost is asked again under its id, by a restarted app too', async () => {
  const storage = createMemoryStorage();
  const ids: unknown[] = [];
  const { client, server } = await startSignedIn(
    (request, response) => {
      if (request.path !== '/v1/refresh') return expired(response);
      ids.push(request.headers['idempotency-key']);
      response.destroy();
    },
    { storage },
  );
  await rejection(client.tickets.list());
  await rejection(client.tickets.list());
  await rejection(createFieldClient({ baseUrl: server.url, storage }).tickets.list());
  expect(ids).toEqual([expect.stringMatching(/-7/), ids[0], ids[0]]);
});

test('a technician who signs in again while a refresh is under way goes on with the new sign-in', async () => {
  let again: Promise<unknown> = Promise.resolve();
  const server = await startLoopbackServer(async (request, response) => {
    if (request.path === '/v1/login') {
      const logins = server.seen.filter(({ path }) => path === '/v1/login').length;
      return sendJson(response, sampleSession(logins === 1 ? 0 : 9));
    }
    if (request.path === '/v1/refresh') {
      again = client.login(sampleLogin);
      await again;
      return sendJson(response, sampleSession(1));
    }
    if (request.headers.authorization?.endsWith('-9')) return sendJson(response, sampleTicket);
    expired(response);
  });
  const client = createFieldClient({ baseUrl: server.url });
  await client.login(sampleLogin);
  expect((await client.tickets.read('os-1001')).id).toBe('os-1001');
  expect((await client.tickets.read('os-1001')).id).toBe('os-1001');
  await again;
});

test('a refresh under way does not bring back who signed out', async () => {
  const rotating = new RotatingServer();
  let leave: Promise<unknown> = Promise.resolve();
  const { client } = await startSignedIn((request, response) => {
    if (request.path === '/v1/refresh') leave = client.logout();
    return rotating.respond(request, response);
  });
  rotating.expire();
  const error = await rejection(client.tickets.read('os-1001'));
  expect(isClientError(error, 'client.unauthenticated')).toBe(true);
  await leave;
  expect(client.session.getSnapshot()).toEqual({ status: 'signedOut', session: null });
});

test('a refresh that answers with another technician is no sign-in', async () => {
  const { client } = await startSignedIn((request, response) => {
    if (request.path !== '/v1/refresh') return expired(response);
    return sendJson(response, sampleSession(1, { id: 't2', name: 'Beto Lima' }));
  });
  const error = await rejection(client.tickets.list());
  expect(isClientError(error, 'client.malformed')).toBe(true);
  expect(client.session.getSnapshot()).toMatchObject({ session: { technician: { id: 't1' } } });
});

test('the work of one technician never goes out under the name of the next', async () => {
  let signInBeto: Promise<unknown> = Promise.resolve();
  const server = await startLoopbackServer(async (request, response) => {
    if (request.path === '/v1/login') {
      const { username } = JSON.parse(request.body);
      return sendJson(response, sampleSession(0, { id: username, name: username }));
    }
    signInBeto = client.login({ ...sampleLogin, username: 'beto' });
    await signInBeto;
    expired(response);
  });
  const client = createFieldClient({ baseUrl: server.url });
  await client.login(sampleLogin);
  const error = await rejection(client.tickets.startVisit('os-1001', sampleStart));
  expect(isClientError(error, 'client.unauthenticated')).toBe(true);
  expect(server.seen.filter(({ path }) => path.endsWith('/visits')).length).toBe(1);
  expect(client.session.getSnapshot()).toMatchObject({
    status: 'signedIn',
    session: { technician: { id: 'beto' } },
  });
});
