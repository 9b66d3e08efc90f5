import { expect, test } from 'vitest';
import {
  type ClientEvent,
  type ClientStorage,
  createFieldClient,
  createMemoryStorage,
  isClientError,
} from '../src/index.ts';
import { sendJson, startLoopbackServer } from './loopback-server.ts';
import { expired, RotatingServer } from './rotating-server.ts';
import { sampleLogin, sampleSession, sampleTenant, sampleTicket } from './samples.ts';
import { rejection, startSignedIn } from './signed-in-client.ts';

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
  await expect.poll(() => generation).toBe(1);
  finish[0]?.();
  await Promise.all([renewed, login, read]);
  expect([...entries.values()].join()).toContain('access-t1-1');
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

test('a renewed sign-in is stored before it is used, so an app that ends in between can renew again', async () => {
  let killed = false;
  const entries = new Map<string, string>();
  const storage: ClientStorage = {
    read: async (key) => entries.get(key) ?? null,
    async write(key, value) {
      if (killed) return new Promise<void>(() => undefined);
      entries.set(key, value);
    },
    remove: async (key) => void entries.delete(key),
  };
  const rotating = new RotatingServer();
  const { client, server } = await startSignedIn(rotating.respond, { storage });
  killed = true;
  rotating.expire();
  void client.tickets.read('os-1001').catch(() => undefined);
  await expect.poll(() => rotating.refreshes).toBe(1);
  const used = await client.tickets.read('os-1001', { timeoutMs: 50 }).catch((error: unknown) => error);
  expect(isClientError(used, 'client.timeout')).toBe(true);
  expect(server.seen.some(({ headers }) => headers.authorization?.endsWith('-1'))).toBe(false);
});
