import { check, Problem } from '@field/core';
import { expect, test } from 'vitest';
import { createFieldServer, type LogEntry, openSqliteStorage, seedTenant } from '../src/index.ts';
import { describeFault } from '../src/protocol/logger.ts';
import { exchange } from './support/raw-exchange.ts';
import { serve } from './support/serve.ts';
import { password, provider, staffed } from './support/tenant.ts';

const path = '/v1/tickets/t-1/products';

test('malformed bodies are problems and change nothing', async () => {
  const { call, json, login, refusal } = await serve({ limits: { maxJsonBytes: 1000 } });
  const as = await login();
  const type = { 'content-type': 'application/json' };
  expect(await refusal('POST', path, { as, body: '{"productId":', headers: type })).toBe(
    '400 server.malformed_json',
  );
  expect(await refusal('POST', path, { as, body: '', headers: type })).toBe('400 server.malformed_json');
  expect(await refusal('POST', path, { as, body: '[]', headers: type })).toBe('422 core.invalid_input');
  expect(await refusal('POST', path, { as, body: 'null', headers: type })).toBe('422 core.invalid_input');
  expect(await refusal('POST', path, { as, body: '['.repeat(900), headers: type })).toBe(
    '400 server.malformed_json',
  );
  expect(await refusal('POST', path, { as, body: { text: 'x'.repeat(1000) } })).toBe(
    '413 server.body_too_large',
  );
  expect(await refusal('POST', path, { as, body: 'a=b', headers: { 'content-type': 'text/plain' } })).toBe(
    '415 server.unsupported_media_type',
  );
  const invalidUtf8 = { type: 'application/json', bytes: Uint8Array.from([0x22, 0xc3, 0x28, 0x22]) };
  const broken = await call('POST', path, { as, file: invalidUtf8 });
  expect([broken.status, ((await broken.json()) as Problem).code]).toEqual([400, 'server.malformed_json']);
  expect(await json('GET', path, { as })).toEqual({ items: [] });
});

test('a body nested until the stack ends is refused like any other', async () => {
  const entries: LogEntry[] = [];
  const { login, refusal } = await serve({
    logger: { info() {}, error: (entry) => void entries.push(entry) },
  });
  const as = await login();
  for (const depth of [5000, 100_000]) {
    for (const [open, close] of [
      ['[', ']'],
      ['{"x":', '}'],
    ] as const) {
      const nested = `${open.repeat(depth / open.length)}1${close.repeat(depth / open.length)}`;
      const body = `{"kind":"discover","x":${nested}}`;
      expect(await refusal('POST', '/v1/tickets/t-1/onu/jobs', { as, body })).toMatch(
        /^(422 core.invalid_input|409 server)/,
      );
    }
  }
  expect(entries).toEqual([]);
});

test('unknown places and wrong methods are problems too', async () => {
  const { call, login, refusal } = await serve();
  const as = await login();
  expect(await refusal('GET', '/v1/nothing')).toBe('404 server.route_unknown');
  expect(await refusal('GET', '/v1/tickets/../../etc/passwd')).toBe('404 server.route_unknown');
  expect(await refusal('GET', '/v1/tickets/%2e%2e%2f%2e%2e', { as })).toMatch(/^404 server\./);
  expect(await refusal('GET', '/v1/tickets/%E0%A4%A', { as })).toBe('404 server.not_found');
  expect(await refusal('GET', `/v1/tickets/${'9'.repeat(500)}`, { as })).toBe('404 server.not_found');
  const wrong = await call('PATCH', '/v1/tickets/t-1');
  expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET']);
  const posted = await call('POST', '/v1/tickets/t-1/location');
  expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'PUT']);
});

test('an id is at most 128 characters long, also of what is new', async () => {
  const { call, json, login, refusal } = await serve({ tenants: [staffed('norte')] });
  const as = await login('alba');
  const product = { as, body: { name: 'CLIP', unit: 'unit', kind: 'bulk' } };
  expect((await call('PUT', `/v1/dispatch/products/${'p'.repeat(128)}`, product)).status).toBe(200);
  for (const id of ['p'.repeat(129), '%F0%9F%A7%91'.repeat(65), 'p'.repeat(5000)]) {
    expect(await refusal('PUT', `/v1/dispatch/products/${id}`, product)).toBe('404 server.not_found');
  }
  const { items } = await json<{ items: { id: string }[] }>('GET', '/v1/dispatch/products', { as });
  expect(items.filter(({ id }) => id.length > 100)).toHaveLength(1);
});

/** Path segments, and the id each is. */
const spelled: readonly [segment: string, id: string][] = [
  ['a%2Fb', 'a/b'],
  ['a%252Fb', 'a%2Fb'],
  ['..%2f..%2f', '../../'],
  ['__proto__', '__proto__'],
  ['constructor', 'constructor'],
  ['%E0%A4%A', '%E0%A4%A'],
  ['%C0%AF', '%C0%AF'],
  ["'--", "'--"],
  ['{}', '{}'],
  ['*', '*'],
  ['a:b', 'a:b'],
];

test('an id is what stands between two slashes, decoded once', async () => {
  const { json, login, refusal } = await serve({ tenants: [staffed('norte')] });
  const as = await login('alba');
  const product = { as, body: { name: 'CLIP', unit: 'unit', kind: 'bulk' } };
  for (const [segment, id] of spelled) {
    expect(await json('PUT', `/v1/dispatch/products/${segment}`, product)).toMatchObject({ id });
  }
  const { items } = await json<{ items: { id: string }[] }>('GET', '/v1/dispatch/products', { as });
  expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining(spelled.map(([, id]) => id)));
  expect(await refusal('PUT', '/v1/dispatch/products/%2e%2e', product)).toMatch(/^40[45] server/);
  expect(await refusal('GET', '/v1//tickets', { as })).toMatch(/^404 server/);
  expect(await refusal('GET', '/v1/tickets%2Ft-1', { as })).toMatch(/^404 server/);
  expect(await refusal('GET', '/v1/dispatch%2Fpeople', { as: await login('ana') })).toMatch(/^404 server/);
});

test('every problem is a problem document with a trace id, in the caller’s language, and says nothing of the inside', async () => {
  const { call } = await serve();
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
  const answer = await call('GET', '/v1/tickets', {
    headers: {
      'accept-language': 'fr, pt-PT;q=0.8, en;q=0.3',
      traceparent: `00-${trace}-00f067aa0ba902b7-01`,
    },
  });
  const problem = await answer.json();
  expect(check(Problem, problem).ok).toBe(true);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.headers.get('content-language')).toBe('pt-BR');
  expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  expect(answer.headers.get('x-request-id')).toBe(trace);
  expect(problem).toMatchObject({
    status: 401,
    title: 'Falta um token de acesso válido.',
    detail: 'Falta um token de acesso válido. Entre de novo.',
    traceId: trace,
  });
});

test('answers carry the headers that keep browsers from guessing, framing and caching, refusals too', async () => {
  const { call } = await serve();
  for (const [path, status] of [
    ['/healthz', 200],
    ['/v1/tickets', 401],
    ['/v1/nothing', 404],
  ] as const) {
    const { headers, status: answered } = await call('GET', path);
    expect(answered).toBe(status);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-powered-by')).toBe(null);
    expect(headers.get('access-control-allow-origin')).toBe(null);
  }
});

test('pages of allowed origins may call the server, others not', async () => {
  const { call } = await serve({ allowedOrigins: ['https://app.norte.example'] });
  const asked = { 'access-control-request-method': 'PUT', 'access-control-request-headers': 'authorization' };
  const allowed = await call('OPTIONS', '/v1/tickets/t-1/location', {
    headers: { ...asked, origin: 'https://app.norte.example' },
  });
  expect(allowed.status).toBe(204);
  expect(allowed.headers.get('access-control-allow-origin')).toBe('https://app.norte.example');
  expect(allowed.headers.get('access-control-allow-methods')).toContain('PUT');
  expect(allowed.headers.get('access-control-allow-headers')).toBe('authorization');
  expect(allowed.headers.get('x-content-type-options')).toBe('nosniff');
  const refused = await call('GET', '/v1/tickets', { headers: { origin: 'https://app.norte.example' } });
  expect(refused.status).toBe(401);
  expect(refused.headers.get('access-control-allow-origin')).toBe('https://app.norte.example');
  expect(refused.headers.get('access-control-expose-headers')).toContain('Retry-After');
  expect(refused.headers.get('vary')).toBe('Accept-Language, Origin');
  for (const method of ['GET', 'OPTIONS']) {
    const headers = { ...asked, origin: 'https://evil.example' };
    const other = await call(method, '/healthz', { headers });
    expect(other.headers.get('access-control-allow-origin')).toBe(null);
  }
});

test('of a fault nobody foresaw the log tells kind and place, and not what it says', () => {
  const fault = Object.assign(new TypeError(`no user ana with ${password}`), { code: 'SQLITE_FULL' });
  const told = describeFault(fault);
  expect(told.fault).toBe('TypeError SQLITE_FULL');
  expect(told.frames.length).toBeGreaterThan(0);
  expect(JSON.stringify([told, describeFault(password), describeFault({ password })])).not.toContain(
    password,
  );
});

test('a fault inside is answered without a word of it, and logged without data', async () => {
  const storage = await openSqliteStorage({ path: ':memory:' });
  await seedTenant(storage, provider('norte'));
  const entries: LogEntry[] = [];
  const log = (entry: LogEntry) => void entries.push(entry);
  const server = createFieldServer({ storage, logger: { info: log, error: log } });
  await storage.close();
  const body = JSON.stringify({ username: 'ana', password, companyId: 'matriz' });
  const headers = { 'content-type': 'application/json', 'x-field-tenant': 'norte' };
  const response = await server.fetch(
    new Request('http://norte.example/v1/login', { method: 'POST', body, headers }),
  );
  expect(response.status).toBe(500);
  const text = await response.text();
  expect(JSON.parse(text)).toMatchObject({ code: 'server.internal', retryable: true, errors: [] });
  expect(text).not.toMatch(/sqlite|libsql|select|\.ts|node_modules|at /i);
  expect(entries.map(({ event }) => event)).toEqual(['failure', 'request']);
  expect(entries[0]?.traceId).toBe((JSON.parse(text) as Problem).traceId);
  expect(JSON.stringify(entries)).not.toContain(password);
});

test('the log names route and status, never tokens, names or searches', async () => {
  const entries: LogEntry[] = [];
  const log = (entry: LogEntry) => void entries.push(entry);
  const { json, login } = await serve({ logger: { info: log, error: log } });
  const as = await login();
  await json('GET', '/v1/tickets?search=jose', { as });
  await json('GET', '/v1/tickets/t-1/pppoe', { as });
  await json('GET', '/v1/tickets/t-99', { as });
  expect(entries.map(({ route, status, code }) => [route, status, code])).toEqual([
    ['POST /v1/login', 200, null],
    ['GET /v1/tickets', 200, null],
    ['GET /v1/tickets/{ticketId}/pppoe', 200, null],
    ['GET /v1/tickets/{ticketId}', 404, 'server.not_found'],
  ]);
  expect(JSON.stringify(entries)).not.toMatch(new RegExp(`${as.accessToken}|${password}|jose|pppoe-secret`));
});

test('a flood of headers ends at the door, and what is no HTTP too, with a problem', async () => {
  const { server, json } = await serve();
  const flood = `GET /healthz HTTP/1.1\r\nHost: x\r\n${'X-Flood: 0123456789abcdef\r\n'.repeat(2000)}\r\n`;
  for (const [bytes, line, code] of [
    [flood, 'HTTP/1.1 431 Request Header Fields Too Large', 'server.headers_too_large'],
    ['\x16\x03\x01\x02\x00\x01\x00', 'HTTP/1.1 400 Bad Request', 'server.malformed_request'],
    ['GET /\0 HTTP/1.1\r\n\r\n', 'HTTP/1.1 400 Bad Request', 'server.malformed_request'],
    // What two servers in a row could read as two different requests.
    [
      'POST /v1/login HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      'HTTP/1.1 400 Bad Request',
      'server.malformed_request',
    ],
    [
      'POST /v1/login HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde',
      'HTTP/1.1 400 Bad Request',
      'server.malformed_request',
    ],
    [
      'POST /v1/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n',
      'HTTP/1.1 400 Bad Request',
      'server.malformed_request',
    ],
    [
      'POST /v1/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n',
      'HTTP/1.1 400 Bad Request',
      'server.malformed_request',
    ],
    ['GET /healthz HTTP/1.1\nHost: x\n\n', 'HTTP/1.1 400 Bad Request', 'server.malformed_request'],
    [
      'POST /v1/login HTTP/1.1\r\nHost: x\r\nContent-Length: ten\r\n\r\n',
      'HTTP/1.1 400 Bad Request',
      'server.malformed_request',
    ],
  ] as const) {
    const answer = await exchange(server, bytes);
    expect([answer.line, answer.problem.code]).toEqual([line, code]);
    expect(check(Problem, answer.problem).ok).toBe(true);
    expect(answer.headers).toContain('content-type: application/problem+json');
    expect(answer.headers).toContain(`x-request-id: ${answer.problem.traceId}`);
  }
  expect(await json('GET', '/healthz')).toEqual({ status: 'ok' });
});

test('a JSON body that stops arriving is given up, and changes nothing', async () => {
  const { server, json, login } = await serve({ limits: { bodyStallMs: 50 } });
  const as = await login();
  const head = `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${as.accessToken}\r\nConnection: close\r\n`;
  const type = 'Content-Type: application/json\r\nContent-Length: 100\r\n\r\n';
  const { line, problem } = await exchange(server, `${head}${type}{"productId":"drop"`);
  expect([line.slice(0, 12), problem.code, problem.retryable]).toEqual([
    'HTTP/1.1 408',
    'server.body_too_slow',
    true,
  ]);
  expect(await json('GET', path, { as })).toEqual({ items: [] });
});

test('a length that lies lets no more bytes in', async () => {
  const { storage, login } = await serve();
  const { accessToken } = await login();
  const server = createFieldServer({ storage, limits: { maxJsonBytes: 1000 } });
  const response = await server.fetch(
    new Request(`http://norte.example${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': '10',
        authorization: `Bearer ${accessToken}`,
      },
      body: JSON.stringify({ text: 'x'.repeat(2000) }),
    }),
  );
  expect(response.status).toBe(413);
});

test('text is stored as text, whatever it looks like', async () => {
  const { json, login } = await serve();
  const as = await login();
  const note = `'); drop table tickets; -- <img src=x onerror=alert(1)> \u0000 \u202e ${'ã'.repeat(20)}`;
  const body = { occurredAt: '2026-03-02T11:40:00-03:00', location: null, note };
  await json('POST', '/v1/tickets/t-1/customer-absent', { as, body });
  const timeline = await json<{ items: { params: { text: string } }[] }>('GET', '/v1/tickets/t-1/timeline', {
    as,
  });
  expect(timeline.items[0]?.params.text).toBe(note);
});
