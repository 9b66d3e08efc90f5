import { check, Problem } from '@field/core';
import { encodeUploadMetadata } from '@field/core/uploads';
import { expect, onTestFinished, test } from 'vitest';
import { createFieldServer, openSqliteStorage, seedTenant } from '../src/index.ts';
import type { Route } from '../src/protocol/route.ts';
import { routes } from '../src/protocol/routes/routes.ts';
import { callsTo, serve } from './support/serve.ts';
import { password, staffed } from './support/tenant.ts';

const pathOf = ({ path }: Route) => path.replace('{ticketId}', 't-1').replace(/\{\w+\}/g, 'x');

/** The server without a socket, so that every caller may have an address of its own. */
async function inProcess(limits: NonNullable<Parameters<typeof createFieldServer>[0]['limits']>) {
  const storage = await openSqliteStorage({ path: ':memory:' });
  await seedTenant(storage, staffed('norte'));
  onTestFinished(storage.close);
  const server = createFieldServer({ storage, limits });
  const send = (
    method: string,
    path: string,
    address: string,
    headers: Record<string, string> = {},
    body?: string,
  ) =>
    server.fetch(new Request(`http://norte.example${path}`, { method, headers, ...(body && { body }) }), {
      address,
    });
  const login = async (username: string) => {
    const body = JSON.stringify({ username, password, companyId: 'matriz' });
    const answer = await send('POST', '/v1/login', '', { 'content-type': 'application/json' }, body);
    return ((await answer.json()) as { accessToken: string }).accessToken;
  };
  return { send, login };
}

/** What stands on every answer, whatever it says. */
function expectGuarded({ headers }: Response, about: string): void {
  const told = {
    about,
    sniff: headers.get('x-content-type-options'),
    frame: headers.get('x-frame-options'),
    referrer: headers.get('referrer-policy'),
    policy: headers.get('content-security-policy')?.includes("default-src 'none'"),
    poweredBy: headers.get('x-powered-by'),
    traced: /^[0-9a-f]{32}$/.test(headers.get('x-request-id') ?? ''),
    cached: headers.get('cache-control') === null,
  };
  expect(told).toEqual({
    about,
    sniff: 'nosniff',
    frame: 'DENY',
    referrer: 'no-referrer',
    policy: true,
    poweredBy: null,
    traced: true,
    cached: false,
  });
}

/** A refusal as RFC 9457 and ours want it. */
async function expectProblem(answer: Response, about: string): Promise<Problem> {
  expectGuarded(answer, about);
  const problem = (await answer.json()) as Problem;
  expect([about, answer.headers.get('content-type')]).toEqual([about, 'application/problem+json']);
  expect([about, check(Problem, problem).ok]).toEqual([about, true]);
  expect(problem).toMatchObject({
    status: answer.status,
    code: expect.stringMatching(/^(server|core|olt)\.\w+$/),
    retryable: expect.any(Boolean),
    errors: expect.any(Array),
    traceId: answer.headers.get('x-request-id'),
  });
  if (problem.retryable)
    expect([about, Number(answer.headers.get('retry-after')) >= 0]).toEqual([about, true]);
  return problem;
}

test('every route: the second request of an address that may send one is told to wait', async () => {
  const { send } = await inProcess({ addressRate: { burst: 1, perSecond: 0.001 } });
  for (const route of routes) {
    const about = `${route.method.toUpperCase()} ${route.path}`;
    const again = () => send(route.method.toUpperCase(), pathOf(route), about);
    const first = await again();
    expect([about, first.status === 429]).toEqual([about, false]);
    expectGuarded(first, about);
    expect(await expectProblem(await again(), about)).toMatchObject({ status: 429, retryable: true });
  }
});

test('every route behind a sign-in: a session that asked too often is told to wait', async () => {
  const { send, login } = await inProcess({ sessionRate: { burst: 1, perSecond: 0.001 } });
  const headers = { authorization: `Bearer ${await login('alba')}` };
  expect((await send('GET', '/v1/session', '', headers)).status).toBe(200);
  for (const route of routes.filter(({ kind }) => kind !== 'open')) {
    const about = `${route.method.toUpperCase()} ${route.path}`;
    const answer = await send(route.method.toUpperCase(), pathOf(route), '', headers);
    expect(await expectProblem(answer, about)).toMatchObject({ code: 'server.too_many_requests' });
  }
});

test('every route that takes a body takes no larger one than it says', async () => {
  const { url } = await serve({ tenants: [staffed('norte')], limits: { maxJsonBytes: 2000 } });
  const { call, login } = callsTo(url);
  const as = await login('alba');
  const ana = await login('ana');
  const long = 'x'.repeat(10 * 1024 * 1024 + 1);
  const metadata = {
    category: 'photo',
    mediaType: 'image/jpeg',
    takenAt: '2026-03-02T12:00:00Z',
    sha256: '9f'.repeat(32),
  } as const;
  const tus = { 'tus-resumable': '1.0.0', 'upload-metadata': encodeUploadMetadata(metadata) };
  const created = await call('POST', '/v1/tickets/t-1/evidence/uploads', {
    as: ana,
    headers: { ...tus, 'upload-length': '4' },
  });
  const seen: string[] = [];
  for (const route of routes) {
    const about = `${route.method.toUpperCase()} ${route.path}`;
    const method = route.method.toUpperCase();
    const oversized = () => {
      if (route.kind === 'upload') {
        const query = '?category=photo&takenAt=2026-03-02T12:00:00Z';
        return call(method, pathOf(route) + query, { as: ana, file: { type: 'image/jpeg', bytes: long } });
      }
      if (route.id === 'createUpload') {
        return call(method, pathOf(route), {
          as: ana,
          headers: { ...tus, 'upload-length': String(long.length) },
        });
      }
      if (route.id === 'continueUpload') {
        const file = { type: 'application/offset+octet-stream', bytes: '12345' };
        const path = created.headers.get('location') ?? '';
        return call(method, path, { as: ana, file, headers: { ...tus, 'upload-offset': '0' } });
      }
      if (route.textBody) {
        const path = pathOf(route).replace('/x', '/causes');
        return call(method, path, { as, file: { type: route.textBody.mediaType, bytes: long } });
      }
      return route.body ? call(method, pathOf(route), { as, body: { text: 'x'.repeat(2000) } }) : null;
    };
    const answer = await oversized();
    if (answer === null) continue;
    seen.push(route.id);
    expect([about, (await expectProblem(answer, about)).code]).toEqual([about, 'server.body_too_large']);
  }
  // Whatever is not read by a route is not read at all.
  const others = routes
    .filter(({ id, method }) => method !== 'get' && !seen.includes(id))
    .map(({ id }) => id);
  expect(others.sort()).toEqual([
    'cancelOnuJob',
    'endOutage',
    'logout',
    'removeCatalogueEntry',
    'removeClosingDraft',
    'removeCto',
    'removeProduct',
    'removeUpload',
    'revokeSession',
    'withdrawPolicy',
  ]);
});

test('refusals of every kind are problems', async () => {
  const { call, login } = await serve({ limits: { maxJsonBytes: 2000 } });
  const as = await login();
  const products = '/v1/tickets/t-1/products';
  const text = { type: 'text/plain', bytes: 'x' };
  const told = async (method: string, path: string, options: Parameters<typeof call>[2] = {}) => {
    const answer = await call(method, path, options);
    const { status, code, errors } = await expectProblem(answer, `${method} ${path}`);
    return [`${status} ${code}`, ...errors.map(({ pointer }) => pointer)];
  };
  expect(await told('GET', '/nothing')).toEqual(['404 server.route_unknown']);
  expect(await told('GET', '/v1/tickets/%00', { as })).toEqual(['404 server.not_found']);
  expect(await told('DELETE', '/v1/tickets')).toEqual(['405 server.method_not_allowed']);
  expect(await told('GET', '/v1/tickets')).toEqual(['401 server.unauthenticated']);
  expect(await told('GET', '/v1/dispatch/people', { as })).toEqual(['403 server.role_missing']);
  expect(await told('POST', products, { as, body: '{' })).toEqual(['400 server.malformed_json']);
  expect(await told('POST', products, { as, body: { quantity: 'two', mode: 1 } })).toEqual([
    '422 core.invalid_input',
    '/productId',
    '/quantity',
    '/mode',
  ]);
  expect(await told('GET', '/v1/tickets?limit=lots', { as })).toEqual(['422 core.invalid_input', '/limit']);
  expect(await told('POST', products, { as, file: text })).toEqual(['415 server.unsupported_media_type']);
  expect(await told('POST', products, { as, body: { text: 'x'.repeat(2000) } })).toEqual([
    '413 server.body_too_large',
  ]);
  expect(await told('POST', products, { as, body: {}, headers: { 'idempotency-key': 'x' } })).toEqual([
    '422 core.invalid_input',
    '/productId',
    '/quantity',
    '/mode',
  ]);
});
