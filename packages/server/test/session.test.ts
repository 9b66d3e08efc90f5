import type { Problem, Session, TenantDiscovery } from '@field/core';
import { check, TenantDiscovery as TenantDiscoveryShape } from '@field/core';
import { expect, test } from 'vitest';
import { serve } from './support/serve.ts';
import { password } from './support/tenant.ts';

const credentials = { username: 'ana', password, companyId: 'matriz' };
const norte = { 'x-field-tenant': 'norte' };

test('a domain leads to its tenant, its companies and the server', async () => {
  const { json, url, refusal } = await serve();
  const path = '/.well-known/field-service.json';
  const tenant = await json<TenantDiscovery>('GET', `${path}?domain=https://Sul.Example/login`);
  expect(check(TenantDiscoveryShape, tenant).ok).toBe(true);
  expect(tenant).toMatchObject({ tenantId: 'sul', apiUrl: url, locale: 'pt-BR' });
  expect(tenant.companies.map(({ name }) => name)).toEqual(['Filial', 'Matriz']);
  expect(await refusal('GET', `${path}?domain=leste.example`)).toBe('404 server.tenant_unknown');
  expect(await refusal('GET', `${path}?domain=a%20b`)).toBe('422 core.invalid_input');
  expect(await refusal('GET', path)).toBe('404 server.tenant_unknown');
});

test('signing in works only with the right user, password, company and tenant', async () => {
  const { call, refusal } = await serve();
  const response = await call('POST', '/v1/login', {
    body: { ...credentials, username: ' ANA ' },
    headers: norte,
  });
  expect(response.status).toBe(200);
  const session = (await response.json()) as Session;
  expect(session).toMatchObject({
    technician: { id: 'ana', name: 'Ana Souza' },
    company: { id: 'matriz' },
    tenantId: 'norte',
  });

  for (const wrong of [
    { username: 'nobody' },
    { password: 'fibra-otica-8' },
    { companyId: 'filial' },
    { companyId: 'x' },
  ]) {
    const refused = await call('POST', '/v1/login', { body: { ...credentials, ...wrong }, headers: norte });
    const problem = (await refused.json()) as Problem;
    expect([refused.status, problem.code]).toEqual([401, 'server.login_refused']);
    expect(JSON.stringify(problem)).not.toContain('fibra');
  }
  expect(await refusal('POST', '/v1/login', { body: credentials })).toBe('404 server.tenant_unknown');
});

test('guessing passwords is slowed down, also for the right one, and only from where it came', async () => {
  let now = Date.parse('2026-03-01T12:00:00Z');
  const { call, refusal } = await serve({ clock: () => new Date(now) });
  for (let attempt = 0; attempt < 5; attempt += 1) {
    expect(
      await refusal('POST', '/v1/login', { body: { ...credentials, password: 'wrong-one' }, headers: norte }),
    ).toBe('401 server.login_refused');
  }
  const held = await call('POST', '/v1/login', { body: credentials, headers: norte });
  expect(held.status).toBe(429);
  const wait = Number(held.headers.get('retry-after'));
  expect(wait).toBeGreaterThan(0);
  const beto = { body: { ...credentials, username: 'beto' }, headers: norte };
  expect((await call('POST', '/v1/login', beto)).status).toBe(200);
  now += wait * 1000;
  expect((await call('POST', '/v1/login', { body: credentials, headers: norte })).status).toBe(200);
});

test('a forwarded address counts only where a proxy is known to be in front', async () => {
  for (const behindProxy of [false, true]) {
    const { refusal } = await serve({ behindProxy });
    const answers: string[] = [];
    for (let attempt = 0; attempt < 6; attempt += 1) {
      const headers = { ...norte, 'x-forwarded-for': `203.0.113.9, 198.51.100.${attempt}` };
      answers.push(
        await refusal('POST', '/v1/login', { body: { ...credentials, password: 'wrong-one' }, headers }),
      );
    }
    expect(answers.at(-1)).toBe(behindProxy ? '401 server.login_refused' : '429 server.login_throttled');
  }
});

test('an access token lives 15 minutes; a refresh token brings the next pair once', async () => {
  let now = Date.parse('2026-03-01T12:00:00Z');
  const { call, json, login, refusal } = await serve({ clock: () => new Date(now) });
  const first = await login();
  expect((await call('GET', '/v1/tickets', { as: first })).status).toBe(200);
  now += 15 * 60_000;
  expect(await refusal('GET', '/v1/tickets', { as: first })).toBe('401 server.token_expired');

  const second = await json<Session>('POST', '/v1/refresh', { body: { refreshToken: first.refreshToken } });
  expect(second.refreshToken).not.toBe(first.refreshToken);
  expect((await call('GET', '/v1/tickets', { as: second })).status).toBe(200);

  expect(await refusal('POST', '/v1/refresh', { body: { refreshToken: first.refreshToken } })).toBe(
    '401 server.refresh_reused',
  );
  expect(await refusal('GET', '/v1/tickets', { as: second })).toBe('401 server.session_ended');
  expect(await refusal('POST', '/v1/refresh', { body: { refreshToken: second.refreshToken } })).toBe(
    '401 server.session_ended',
  );
});

test('a refresh whose answer got lost may be repeated under its key, until the answer was used', async () => {
  const { call, json, login, refusal } = await serve();
  const first = await login();
  const repeat = {
    body: { refreshToken: first.refreshToken },
    headers: { 'idempotency-key': '0195a1b2-0000-7000-8000-000000000001' },
  };
  const lost = await json<Session>('POST', '/v1/refresh', repeat);
  const second = await json<Session>('POST', '/v1/refresh', repeat);
  expect(await refusal('GET', '/v1/tickets', { as: lost })).toBe('401 server.unauthenticated');
  expect((await call('GET', '/v1/tickets', { as: second })).status).toBe(200);
  expect(await refusal('POST', '/v1/refresh', repeat)).toBe('401 server.refresh_reused');
});

test('a refresh token brings nothing where another tenant is named, and stays good', async () => {
  const { call, login, refusal } = await serve();
  const { refreshToken } = await login();
  const body = { refreshToken };
  for (const tenant of ['sul', 'NORTE', '']) {
    expect(await refusal('POST', '/v1/refresh', { body, headers: { 'x-field-tenant': tenant } })).toBe(
      '401 server.refresh_refused',
    );
  }
  expect((await call('POST', '/v1/refresh', { body, headers: norte })).status).toBe(200);
});

test('signing out ends both tokens', async () => {
  const { call, login, refusal } = await serve();
  const session = await login();
  const answer = await call('POST', '/v1/logout', { as: session });
  expect([answer.status, await answer.text()]).toEqual([204, '']);
  expect(await refusal('GET', '/v1/tickets', { as: session })).toBe('401 server.session_ended');
  expect(await refusal('POST', '/v1/refresh', { body: { refreshToken: session.refreshToken } })).toBe(
    '401 server.session_ended',
  );
});

test('forged, empty and oversized tokens are refused alike', async () => {
  const { login, refusal } = await serve();
  const session = await login();
  const forged = `${session.accessToken.slice(0, -1)}${session.accessToken.endsWith('A') ? 'B' : 'A'}`;
  for (const authorization of [
    `Bearer ${forged}`,
    'Bearer ',
    'Basic YW5hOng=',
    `Bearer ${'x'.repeat(5000)}`,
  ]) {
    expect(await refusal('GET', '/v1/tickets', { headers: { authorization } })).toBe(
      '401 server.unauthenticated',
    );
  }
  expect(await refusal('GET', '/v1/tickets')).toBe('401 server.unauthenticated');
  expect(await refusal('GET', '/v1/tickets', { as: session, headers: { 'x-field-tenant': 'sul' } })).toBe(
    '401 server.unauthenticated',
  );
});

interface OpenSessions {
  readonly items: { readonly id: string; readonly current: boolean; readonly openedAt: string }[];
}

test('a technician sees where she is signed in, and ends the session of a lost phone', async () => {
  let now = Date.parse('2026-03-02T08:00:00Z');
  const { call, json, login, refusal } = await serve({ clock: () => new Date(now) });
  const lost = await login();
  now += 60_000;
  const kept = await login();
  await login('beto');
  const list = async () => (await json<OpenSessions>('GET', '/v1/sessions', { as: kept })).items;
  const open = await list();
  expect(open).toMatchObject([
    { current: true, openedAt: '2026-03-02T08:01:00.000Z', company: { id: 'matriz', name: 'Matriz' } },
    { current: false, openedAt: '2026-03-02T08:00:00.000Z' },
  ]);
  for (const _ of [1, 2]) {
    expect((await call('DELETE', `/v1/sessions/${open[1]?.id}`, { as: kept })).status).toBe(204);
  }
  expect(await list()).toEqual([open[0]]);
  expect(await refusal('GET', '/v1/tickets', { as: lost })).toBe('401 server.session_ended');
  const refresh = { body: { refreshToken: lost.refreshToken } };
  expect(await refusal('POST', '/v1/refresh', refresh)).toBe('401 server.session_ended');
  expect(await refusal('DELETE', '/v1/sessions/nobody', { as: kept })).toBe('404 server.not_found');
});
