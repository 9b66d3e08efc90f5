import { expect, test } from 'vitest';
import {
  type ClientEvent,
  createFieldClient,
  createMemoryStorage,
  isClientError,
  type SessionSnapshot,
} from '../src/index.ts';
import { sendJson, sendProblem, startLoopbackServer } from './loopback-server.ts';
import { RotatingServer } from './rotating-server.ts';
import { sampleLogin, sampleSession, sampleStart, sampleTenant } from './samples.ts';
import { rejection, startServer, startSignedIn } from './signed-in-client.ts';

test('a login shows who is signed in and gives no token to the screen', async () => {
  const server = await startServer(() => undefined);
  const client = createFieldClient({ tenant: sampleTenant(server.url) });
  const shown: SessionSnapshot[] = [];
  client.session.subscribe(() => shown.push(client.session.getSnapshot()));
  expect(client.session.getSnapshot()).toEqual({ status: 'unknown', session: null });

  const snapshot = await client.login(sampleLogin);
  expect(snapshot).toEqual({
    status: 'signedIn',
    session: {
      technician: { id: 't1', name: 'Ana Souza' },
      company: { id: 'c1', name: 'Rede Norte Telecom Ltda' },
      tenantId: 'rede-norte',
    },
  });
  expect(client.session.getSnapshot()).toBe(snapshot);
  expect(shown.map(({ status }) => status)).toEqual(['signedOut', 'signedIn']);
  expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual(sampleLogin);
  expect(server.seen[0]?.headers).toMatchObject({
    'x-field-tenant': 'rede-norte',
    'accept-language': 'pt-BR',
  });
});

test('a wrong password is client.unauthenticated in the words of the server', async () => {
  const server = await startLoopbackServer((_, response) => {
    sendProblem(response, 401, { code: 'server.wrong_credentials', detail: 'Usuário ou senha incorretos.' });
  });
  const client = createFieldClient({ tenant: sampleTenant(server.url) });
  const error = await rejection(client.login(sampleLogin));
  if (!isClientError(error, 'client.unauthenticated')) throw error;
  expect(error.text('pt-BR').message).toBe('Usuário ou senha incorretos.');
  expect(JSON.stringify(error)).not.toContain(sampleLogin.password);
  expect(server.seen.length).toBe(1);
  expect(client.session.getSnapshot().status).toBe('signedOut');
});

test('an empty login names its fields and sends nothing', async () => {
  const server = await startLoopbackServer(() => undefined);
  const client = createFieldClient({ tenant: sampleTenant(server.url) });
  const error = await rejection(client.login({ username: '', password: '', companyId: '' }));
  if (!isClientError(error, 'client.invalid')) throw error;
  expect(error.details.issues.map(({ message }) => message)).toEqual([
    'username: é obrigatório',
    'password: é obrigatório',
    'companyId: é obrigatório',
  ]);
  expect(server.seen).toEqual([]);
});

test('a session of another tenant is refused', async () => {
  const server = await startLoopbackServer((_, response) => {
    sendJson(response, { ...sampleSession(), tenantId: 'rede-sul' });
  });
  const client = createFieldClient({ tenant: sampleTenant(server.url) });
  expect(isClientError(await rejection(client.login(sampleLogin)), 'client.malformed')).toBe(true);
  expect(client.session.getSnapshot().status).toBe('signedOut');
});

test('without a sign-in nothing is sent', async () => {
  const server = await startLoopbackServer(() => undefined);
  const client = createFieldClient({ baseUrl: server.url });
  const error = await rejection(client.tickets.startVisit('os-1001', sampleStart));
  expect(isClientError(error, 'client.unauthenticated')).toBe(true);
  expect(error).toMatchObject({ retryable: false, details: { operationId: expect.stringMatching(/-7/) } });
  expect(server.seen).toEqual([]);
});

test('a logout revokes the sign-in, with a renewed token where the old one ran out', async () => {
  const rotating = new RotatingServer();
  const { client, server } = await startSignedIn((request, response) => {
    if (request.path !== '/v1/logout' || request.headers.authorization?.endsWith('-0')) {
      return rotating.respond(request, response);
    }
    response.writeHead(204).end();
  });
  rotating.expire();
  expect(await client.logout()).toEqual({ revoked: true });
  expect(server.seen.map(({ path }) => path)).toEqual(['/v1/logout', '/v1/refresh', '/v1/logout']);
});

test('a logout without coverage signs out on the device and says that the server does not know', async () => {
  const storage = createMemoryStorage();
  const { client, server } = await startSignedIn((_, response) => void response.destroy(), { storage });
  expect(await client.logout()).toEqual({ revoked: false });
  expect(client.session.getSnapshot()).toEqual({ status: 'signedOut', session: null });
  const restarted = createFieldClient({ baseUrl: server.url, storage });
  expect(await restarted.restore()).toEqual({ status: 'signedOut', session: null });
});

test('a listener that throws disturbs neither the client nor the other listeners', async () => {
  const thrown: unknown[] = [];
  const server = await startServer((_, response) => void response.writeHead(204).end());
  const clock = {
    now: () => 0,
    schedule(delayMs: number, run: () => void) {
      if (delayMs === 0) {
        try {
          run();
        } catch (error) {
          thrown.push(error);
        }
      }
      return () => undefined;
    },
  };
  const client = createFieldClient({ baseUrl: server.url, clock });
  let called = 0;
  client.session.subscribe(() => {
    throw new RangeError('in the screen');
  });
  const stop = client.session.subscribe(() => {
    called += 1;
  });
  await client.login(sampleLogin);
  expect(called).toBe(2);
  expect(thrown).toEqual([new RangeError('in the screen'), new RangeError('in the screen')]);
  stop();
  await client.logout();
  expect(called).toBe(2);
});

test('events tell what happens without tokens, bodies or search words', async () => {
  const events: ClientEvent[] = [];
  const { client } = await startSignedIn((_, response) => sendProblem(response, 404), {
    onEvent: (event) => events.push(event),
  });
  await rejection(client.tickets.list({ search: 'José da Silva' }));
  expect(events.map(({ type }) => type)).toEqual([
    'session',
    'request',
    'answer',
    'session',
    'request',
    'answer',
  ]);
  expect(events.at(-1)).toMatchObject({ method: 'GET', path: '/v1/tickets', status: 404, operationId: null });
  const told = JSON.stringify(events);
  for (const secret of ['access-t1-0', 'refresh-t1-0', sampleLogin.password, 'Silva']) {
    expect(told).not.toContain(secret);
  }
});
