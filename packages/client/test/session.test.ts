import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import {
  type ClientEvent,
  type ClientStorage,
  createFieldClient,
  createMemoryStorage,
  isClientError,
  type SessionSnapshot,
} from '../src/index.ts';
import { type SeenRequest, sendJson, sendProblem, startLoopbackServer } from './loopback-server.ts';
import {
  sampleLogin,
  sampleSession,
  sampleStart,
  sampleTenant,
  sampleTicket,
  sampleVisit,
} from './samples.ts';
import { rejection, startServer, startSignedIn } from './signed-in-client.ts';

const expired = (response: ServerResponse) => sendProblem(response, 401, { code: 'server.token_expired' });

/** Knows one access token and one refresh token at a time, as a rotating server does. */
class RotatingServer {
  refreshes = 0;
  expired = false;
  generation = 0;

  readonly respond = (request: SeenRequest, response: ServerResponse) => {
    const session = sampleSession(this.generation);
    if (request.path === '/v1/refresh') {
      this.refreshes += 1;
      if (JSON.parse(request.body).refreshToken !== session.refreshToken) return expired(response);
      this.generation += 1;
      this.expired = false;
      return sendJson(response, sampleSession(this.generation));
    }
    const current = `Bearer ${session.accessToken}`;
    if (this.expired || request.headers.authorization !== current) return expired(response);
    return request.method === 'GET' ? sendJson(response, sampleTicket) : sendJson(response, sampleVisit, 201);
  };

  /** The access token everybody holds is no longer good. */
  expire(): void {
    this.expired = true;
  }
}

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
  const { client } = await startSignedIn((request, response) => {
    if (failing && request.path === '/v1/refresh') return fail(response);
    return rotating.respond(request, response);
  });
  rotating.expire();
  const error = await rejection(client.tickets.startVisit('os-1001', sampleStart));
  expect(error).toMatchObject({ code, retryable: true, details: { operationId: expect.any(String) } });
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

test('a restarted app is signed in from its storage and goes on with the newest tokens', async () => {
  const storage = createMemoryStorage();
  const rotating = new RotatingServer();
  const { client, server } = await startSignedIn(rotating.respond, { storage });
  rotating.expire();
  await client.tickets.read('os-1001');

  const restarted = createFieldClient({ baseUrl: server.url, storage });
  expect(await restarted.restore()).toMatchObject({
    status: 'signedIn',
    session: { technician: { name: 'Ana Souza' } },
  });
  expect((await restarted.tickets.read('os-1001')).id).toBe('os-1001');
  expect(rotating.refreshes).toBe(1);
});

test('storage is apart for tenants and technicians, and the one who leaves leaves no token behind', async () => {
  const entries = new Map<string, string>();
  const storage: ClientStorage = {
    read: async (key) => entries.get(key) ?? null,
    write: async (key, value) => void entries.set(key, value),
    remove: async (key) => void entries.delete(key),
  };
  const server = await startLoopbackServer((request, response) => {
    const { username } = JSON.parse(request.body);
    const tenantId = String(request.headers['x-field-tenant']);
    sendJson(response, { ...sampleSession(0, { id: username, name: username }), tenantId });
  });
  const north = createFieldClient({ tenant: sampleTenant(server.url), storage });
  const south = createFieldClient({ tenant: { ...sampleTenant(server.url), tenantId: 'rede/sul' }, storage });
  await north.login({ ...sampleLogin, username: 'ana' });
  await south.login({ ...sampleLogin, username: 'ana' });
  await north.login({ ...sampleLogin, username: 'beto' });
  expect([...entries.keys()].sort()).toEqual([
    'field.session.rede-norte',
    'field.session.rede-norte.beto',
    'field.session.rede_2f_sul',
    'field.session.rede_2f_sul.ana',
  ]);
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

test('a slow write of an old token never lands on a newer one', async () => {
  const entries = new Map<string, string>();
  const finish: (() => void)[] = [];
  const storage: ClientStorage = {
    read: async (key) => entries.get(key) ?? null,
    write: async (key, value) => {
      if (finish.length === 0 && value.includes('access-t1-0')) {
        await new Promise<void>((resolve) => finish.push(resolve));
      }
      entries.set(key, value);
    },
    remove: async (key) => void entries.delete(key),
  };
  let generation = 0;
  const server = await startLoopbackServer((request, response) => {
    if (request.path === '/v1/login') return sendJson(response, sampleSession());
    if (request.path === '/v1/refresh') return sendJson(response, sampleSession(++generation));
    return request.headers.authorization?.endsWith('-0')
      ? expired(response)
      : sendJson(response, sampleTicket);
  });
  const client = createFieldClient({ baseUrl: server.url, storage });
  const signedIn = new Promise<void>((resolve) => {
    client.session.subscribe(() => client.session.getSnapshot().status === 'signedIn' && resolve());
  });
  const login = client.login(sampleLogin);
  await signedIn;
  const read = client.tickets.read('os-1001');
  const renewed = new Promise<void>((resolve) => client.session.subscribe(resolve));
  await renewed;
  finish[0]?.();
  await Promise.all([login, read]);
  expect([...entries.values()].join()).toContain('access-t1-1');
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

test('storage that fails is told, and does not stop the work', async () => {
  const events: ClientEvent[] = [];
  const full: ClientStorage = {
    read: async () => null,
    write: () => Promise.reject(new RangeError('quota')),
    remove: async () => undefined,
  };
  const rotating = new RotatingServer();
  const { client } = await startSignedIn(rotating.respond, {
    storage: full,
    onEvent: (event) => events.push(event),
  });
  expect((await client.tickets.read('os-1001')).id).toBe('os-1001');
  expect(events.find(({ type }) => type === 'storageFailed')).toMatchObject({
    error: { code: 'client.storage', cause: new RangeError('quota') },
  });
});

test('a storage that cannot be read is client.storage, and is read again next time', async () => {
  let broken = true;
  const storage: ClientStorage = {
    ...createMemoryStorage(),
    read: async () => {
      if (broken) throw new RangeError('locked');
      return null;
    },
  };
  const client = createFieldClient({ baseUrl: 'http://127.0.0.1:1', storage });
  expect(isClientError(await rejection(client.restore()), 'client.storage')).toBe(true);
  broken = false;
  expect(await client.restore()).toEqual({ status: 'signedOut', session: null });
});

test('what an older or broken app stored is no session', async () => {
  const storage = createMemoryStorage();
  await storage.write('field.session.rede-norte', 't1');
  await storage.write('field.session.rede-norte.t1', '{"accessToken":');
  const client = createFieldClient({ tenant: sampleTenant('https://api.rede.test'), storage });
  expect(await client.restore()).toEqual({ status: 'signedOut', session: null });
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
