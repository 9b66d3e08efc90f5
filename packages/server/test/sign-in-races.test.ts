import { randomUUID } from 'node:crypto';
import type { Problem, Session } from '@field/core';
import { expect, onTestFinished, test } from 'vitest';
import { hashPassword } from '../src/auth/password.ts';
import { createFieldServer, type Storage, seedTenant } from '../src/index.ts';
import { openTestStorage } from './support/engine.ts';
import { password, staffed } from './support/tenant.ts';

const json = { 'content-type': 'application/json', 'x-field-tenant': 'norte' };

/** The server without a socket, on a storage that may be made to wait. */
async function setUp(delayed: (storage: Storage) => Storage = (storage) => storage) {
  const storage = await openTestStorage();
  onTestFinished(storage.close);
  await seedTenant(storage, staffed('norte'));
  const server = createFieldServer({ storage: delayed(storage) });
  const send = async (path: string, body: unknown, headers: Record<string, string> = {}, address = '') => {
    const init = { method: 'POST', body: JSON.stringify(body), headers: { ...json, ...headers } };
    const response = await server.fetch(new Request(`http://norte.example${path}`, init), { address });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
  const login = (username: string, address = '') =>
    send('/v1/login', { username, password, companyId: 'matriz' }, {}, address);
  const refresh = (refreshToken: string, key = '') =>
    send('/v1/refresh', { refreshToken }, key === '' ? {} : { 'idempotency-key': key });
  return { storage, send, login, refresh };
}

const beto = { id: 'beto', name: 'Beto Lima', username: 'beto', role: 'technician', active: true } as const;
const cheap = await hashPassword(password, { cost: 1024, blockSize: 8, parallelization: 1 });
const everywhere = ['matriz', 'filial'];

test.each<[string, Partial<{ active: boolean; companyIds: string[]; hash: string }>]>([
  ['whose account was ended', { active: false }],
  ['who may not work for the company any more', { companyIds: ['filial'] }],
  [
    'who got another password',
    { hash: await hashPassword('outra-senha-8', { cost: 1024, blockSize: 8, parallelization: 1 }) },
  ],
])(
  'a person %s while the password was looked at is not signed in',
  async (_who, { hash = null, ...change }) => {
    let meanwhile: (() => Promise<void>) | undefined;
    const { storage, login } = await setUp((inner) => ({
      ...inner,
      directory: {
        ...inner.directory,
        async findLogin(tenantId, username) {
          const found = await inner.directory.findLogin(tenantId, username);
          await meanwhile?.();
          return found;
        },
      },
    }));
    expect((await login('beto')).status).toBe(200);
    const scope = { tenantId: 'norte', companyId: 'matriz', technicianId: 'alba' };
    const now = new Date().toISOString();
    meanwhile = () =>
      storage.change(scope, (store) =>
        store.dispatch.people.save({ ...beto, companyIds: everywhere, ...change }, hash, now),
      );
    const { status, body } = await login('beto');
    expect([status, (body as Problem).code]).toEqual([401, 'server.login_refused']);
  },
);

test('a token and the one it was traded for are never both good, whatever is asked at once', async () => {
  const { login, refresh } = await setUp();
  for (let round = 0; round < 15; round += 1) {
    const first = (await login('ana')).body as Session;
    const key = randomUUID();
    const lost = (await refresh(first.refreshToken, key)).body as Session;
    const answers = await Promise.all([refresh(first.refreshToken, key), refresh(lost.refreshToken)]);
    const brought = answers.filter(({ status }) => status === 200).map(({ body }) => body as Session);
    // The phone holds what it was answered; what works of it is one session's one token.
    const next = await Promise.all(brought.map(({ refreshToken }) => refresh(refreshToken)));
    const good = next.filter(({ status }) => status === 200);
    expect(good.length, `round ${round}`).toBeLessThanOrEqual(1);
  }
});

test('of one refresh token that two devices use at once, one pair is brought and then none is good', async () => {
  const { login, refresh } = await setUp();
  const { refreshToken } = (await login('ana')).body as Session;
  const answers = await Promise.all([refresh(refreshToken), refresh(refreshToken), refresh(refreshToken)]);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const brought = answers.find(({ status }) => status === 200)?.body as Session | undefined;
  const after = await refresh(brought?.refreshToken ?? '');
  expect([after.status, (after.body as Problem).code]).toEqual([401, 'server.session_ended']);
});

test('passwords are looked at for so many at once; the others are told to come back, and lose no attempt', async () => {
  const { storage, login } = await setUp();
  const crowd = Array.from({ length: 100 }, (_, index) => ({
    ...beto,
    id: `p${index}`,
    username: `p${index}`,
  }));
  await storage.change({ tenantId: 'norte', companyId: 'matriz', technicianId: 'alba' }, async (store) => {
    for (const person of crowd) {
      await store.dispatch.people.save({ ...person, companyIds: everywhere }, cheap, '2026-03-02T12:00:00Z');
    }
  });
  const answers = await Promise.all(crowd.map(({ username }) => login(username)));
  const refused = answers.filter(({ status }) => status !== 200);
  expect(refused.length).toBe(100 - 64);
  for (const { status, headers, body } of refused) {
    expect([status, (body as Problem).code, (body as Problem).retryable]).toEqual([
      503,
      'server.logins_busy',
      true,
    ]);
    expect(headers.get('retry-after')).toBe('5');
  }
  const late = crowd[answers.findLastIndex(({ status }) => status === 503)]?.username ?? '';
  // Five attempts are free, and none of them is gone.
  for (let time = 0; time < 5; time += 1) expect((await login(late)).status).toBe(200);
});

test('whoever has one IPv6 address has a whole network of them, and is slowed down as one', async () => {
  const { send } = await setUp();
  const guess = (at: number) =>
    send(
      '/v1/login',
      { username: 'ana', password: 'x', companyId: 'matriz' },
      {},
      `2001:db8:1:2::${at.toString(16)}`,
    );
  const statuses: number[] = [];
  for (let at = 1; at <= 6; at += 1) statuses.push((await guess(at)).status);
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
});
