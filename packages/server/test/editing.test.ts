import { expect, test } from 'vitest';
import { routes } from '../src/protocol/routes/routes.ts';
import { type CallOptions, serve } from './support/serve.ts';
import { staffed } from './support/tenant.ts';

const contract = {
  plan: 'FIBRA 500',
  subplan: null,
  cto: null,
  seal: null,
  ctoPort: null,
  oltId: null,
  onuProfile: null,
};
const olt = {
  name: 'Centro',
  vendor: 'huawei',
  target: 'ssh://field@192.0.2.1:22',
  credentials: 'centro',
  profiles: [{ name: 'full', lineProfileId: 31, serviceProfileId: 31 }],
};
const person = { name: 'Rui', username: 'rui', role: 'technician', companyIds: ['matriz'], active: true };

/** Every record a provider keeps: where it is, and two contents it may have. */
const records: readonly [path: string, one: object, other: object, canBeRemoved: boolean][] = [
  ['/v1/dispatch/catalogues/causes/water', { label: 'Água na caixa' }, { label: 'Infiltração' }, true],
  [
    '/v1/dispatch/policies/repair',
    { format: 1, serviceTypes: ['7'], closing: [], start: [], steps: ['one'] },
    { format: 1, serviceTypes: ['7'], closing: [], start: [], steps: ['two'] },
    true,
  ],
  [
    '/v1/dispatch/ctos/cto-9',
    { name: 'CTO-9', location: null, ports: 8, oltId: null, pon: null },
    { name: 'CTO-9', location: null, ports: 16, oltId: null, pon: null },
    true,
  ],
  [
    '/v1/dispatch/products/clip',
    { name: 'CLIP', unit: 'unit', kind: 'bulk' },
    { name: 'CLIPE', unit: 'unit', kind: 'bulk' },
    false,
  ],
  ['/v1/dispatch/contracts/contract-9', contract, { ...contract, plan: 'FIBRA 700' }, false],
  ['/v1/dispatch/olts/olt-9', olt, { ...olt, name: 'Centro 2' }, false],
  ['/v1/dispatch/people/rui', { ...person, password: 'fibra-otica-8' }, { ...person, name: 'Rui Sá' }, false],
];

async function setUp(path: string, requireIfMatch = false) {
  const server = await serve({ tenants: [staffed('norte')], policy: { requireIfMatch } });
  const as = await server.login('alba');
  const send = (method: string, options: CallOptions = {}) => server.call(method, path, { as, ...options });
  /** `status code`, or `status` and the tag where it was done. */
  const outcome = async (method: string, options: CallOptions = {}) => {
    const answer = await send(method, options);
    const { code } = answer.status >= 400 ? ((await answer.json()) as { code: string }) : { code: undefined };
    return { outcome: [answer.status, code].join(' ').trim(), etag: answer.headers.get('etag') ?? '' };
  };
  const seen = (etag: string) => ({ headers: { 'if-match': etag } });
  return { send, outcome, seen };
}

test.each(records)('%s is edited by who saw it as it is', async (path, one, other, canBeRemoved) => {
  const { send, outcome, seen } = await setUp(path);
  expect((await outcome('GET')).outcome).toBe('404 server.not_found');
  expect((await outcome('PUT', { body: one, ...seen('"gone"') })).outcome).toBe('412 server.record_changed');
  const isNew = { headers: { 'if-none-match': '*' } };
  const made = await outcome('PUT', { body: one, ...isNew });
  expect(made.outcome).toBe('200');
  expect((await outcome('PUT', { body: other, ...isNew })).outcome).toBe('412 server.record_changed');

  const read = await send('GET');
  expect(read.headers.get('etag')).toBe(made.etag);
  expect((await send('GET', { headers: { 'if-none-match': made.etag } })).status).toBe(304);
  const content = await read.json();

  const changed = await outcome('PUT', { body: other, ...seen(made.etag) });
  expect(changed.outcome).toBe('200');
  expect(changed.etag).not.toBe(made.etag);
  expect((await outcome('PUT', { body: one, ...seen(made.etag) })).outcome).toBe('412 server.record_changed');
  const after = await send('GET', { headers: { 'if-none-match': made.etag } });
  expect([after.status, after.headers.get('etag')]).toEqual([200, changed.etag]);
  expect(await after.json()).not.toEqual(content);
  // Who says nothing is not asked: the last one stands.
  expect((await outcome('PUT', { body: other })).outcome).toBe('200');
  if (!canBeRemoved) return;
  expect((await outcome('DELETE', seen(made.etag))).outcome).toBe('412 server.record_changed');
  const { etag } = await outcome('GET');
  expect((await outcome('DELETE', seen(etag))).outcome).toBe('204');
  expect((await outcome('GET')).outcome).toBe('404 server.not_found');
});

test.each(records)('%s where the server insists on tags', async (path, one, other, canBeRemoved) => {
  const { outcome, seen } = await setUp(path, true);
  const insisted = '428 server.precondition_required';
  const made = await outcome('PUT', { body: one });
  expect(made.outcome).toBe('200');
  expect((await outcome('PUT', { body: other })).outcome).toBe(insisted);
  expect(await outcome('GET')).toEqual(made);
  const changed = await outcome('PUT', { body: other, ...seen(made.etag) });
  expect(changed.outcome).toBe('200');
  if (!canBeRemoved) return;
  expect((await outcome('DELETE')).outcome).toBe(insisted);
  expect((await outcome('DELETE', seen('*'))).outcome).toBe('204');
});

test.each([
  ['/v1/tickets/t-1', 'ana'],
  ['/v1/dispatch/tickets/t-1', 'dora'],
  ['/v1/dispatch/contracts/contract-1', 'dora'],
  ['/v1/tickets/t-1/closing-draft', 'ana'],
])('who holds %s already is told so, however the tag comes back', async (path, who) => {
  const { call, login } = await serve({ tenants: [staffed('norte')] });
  const as = await login(who);
  if (path.endsWith('-draft')) await call('PUT', path, { as, body: { draft: {}, deviceId: 'phone' } });
  const etag = (await call('GET', path, { as })).headers.get('etag') ?? '';
  const ask = async (held: string) =>
    (await call('GET', path, { as, headers: { 'if-none-match': held } })).status;
  for (const held of [etag, `W/${etag}`, `"other", W/${etag}`, '*'])
    expect([held, await ask(held)]).toEqual([held, 304]);
  for (const held of ['"other"', etag.slice(1, -1), '']) expect([held, await ask(held)]).toEqual([held, 200]);
});

test('a draft is begun by one device, and not written over by another that began at the same time', async () => {
  const { call, refusal, login } = await serve({ policy: { requireIfMatch: true } });
  const as = await login();
  const path = '/v1/tickets/t-1/closing-draft';
  const begin = (deviceId: string) => ({
    as,
    body: { draft: {}, deviceId },
    headers: { 'if-none-match': '*' },
  });
  expect(await refusal('PUT', path, { ...begin('tablet'), headers: { 'if-match': '*' } })).toBe(
    '412 server.draft_changed',
  );
  expect((await call('PUT', path, begin('phone'))).status).toBe(200);
  expect(await refusal('PUT', path, begin('tablet'))).toBe('412 server.draft_changed');
  expect(await refusal('PUT', path, { ...begin('tablet'), headers: {} })).toBe(
    '428 server.precondition_required',
  );
});

test('whatever writes over or removes something takes a tag', () => {
  const edits = routes.filter(
    ({ kind, method }) => kind === 'change' && (method === 'put' || method === 'delete'),
  );
  expect(edits.length).toBeGreaterThan(12);
  // Taking a product back adds a movement to the ledger; nothing is written over.
  expect(edits.filter(({ ifMatch }) => ifMatch === undefined).map(({ id }) => id)).toEqual(['removeProduct']);
});
