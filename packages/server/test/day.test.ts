import type { ClosingPolicy, Problem, Session, Ticket } from '@field/core';
import type { ClosingDraftRecord, Ctos } from '@field/core/sync';
import { expect, test } from 'vitest';
import { jpeg, svg } from './support/pictures.ts';
import { serve } from './support/serve.ts';
import { provider, ticket } from './support/tenant.ts';

const installation: ClosingPolicy = {
  format: 1,
  id: 'installation',
  revision: 3,
  serviceTypes: ['12'],
  closing: [
    { require: 'cto' },
    { require: 'loans', item: 'router' },
    { require: 'photos', subject: 'powerMeter' },
  ],
  start: [],
};

type Server = Awaited<ReturnType<typeof serve>>;

async function fullClosing({ upload }: Server, as: Session, subject = '') {
  const named = async (category: string, file: Parameters<Server['upload']>[3]) => {
    const answer = await upload(as, 't-1', `${category}${subject && `&subject=${subject}`}`, file);
    return ((await answer.json()) as { id: string }).id;
  };
  return {
    cause: { code: 'fibre-cut' },
    solution: { code: 'new-drop' },
    details: 'Drop trocado da CTO até a casa.',
    addressChanged: false,
    readings: { rxAtOnuDbm: -19.5, rxAtOltDbm: null, cto: null, seal: null, ctoPort: null },
    photos: [await named('photo', jpeg)],
    customerSignature: await named('customerSignature', svg),
    technicianSignature: null,
    outcome: 'resolved',
    occurredAt: '2026-03-02T13:00:00-03:00',
    location: null,
  };
}

async function demands(server: Server, as: Session, body: unknown): Promise<string[]> {
  const answer = await server.call('POST', '/v1/tickets/t-1/closing', { as, body });
  const { code, errors } = (await answer.json()) as Problem;
  expect(code).toBe('server.closing_incomplete');
  return errors.map((error) => `${error.pointer} ${error.code}`);
}

test('a visit starts with the safety form that the policy asks for, and not without', async () => {
  const start: ClosingPolicy['start'] = [{ require: 'answer', item: 'helmet', allowed: ['true'] }];
  const { call, login } = await serve({
    tenants: [provider('norte', { policies: [{ ...installation, start }] })],
  });
  const as = await login();
  const visit = { startedAt: '2026-03-02T11:00:00-03:00', location: null };
  const headers = { 'accept-language': 'pt-BR' };
  const refused = await call('POST', '/v1/tickets/t-1/visits', { as, body: visit, headers });
  expect(refused.status).toBe(422);
  const { code, errors, title } = (await refused.json()) as Problem;
  expect(code).toBe('server.visit_not_ready');
  expect(title).toBe('A visita ainda não pode começar.');
  expect(errors).toHaveLength(1);
  const body = { ...visit, answers: [{ item: 'helmet', value: true }] };
  expect((await call('POST', '/v1/tickets/t-1/visits', { as, body })).status).toBe(201);
});

test('the policies in force are told once, and judge the closings of their service', async () => {
  const server = await serve({ tenants: [provider('norte', { policies: [installation] }), provider('sul')] });
  const { call, json, login } = server;
  const as = await login();
  const told = await call('GET', '/v1/policies', { as });
  expect(await told.json()).toEqual({ items: [installation] });
  const headers = { 'if-none-match': told.headers.get('etag') ?? '' };
  expect((await call('GET', '/v1/policies', { as, headers })).status).toBe(304);
  expect(await json('GET', '/v1/policies', { as: await login('ana', 'sul') })).toEqual({ items: [] });

  const body = await fullClosing(server, as);
  expect(await demands(server, as, body)).toEqual([
    '/readings/cto closing.cto_required',
    ' closing.loans_required',
    '/photos closing.subject_photos_required',
  ]);
});

test('what a policy does not ask for is not asked, and its demands can be met', async () => {
  const lax = { ...installation, closing: [{ require: 'cto' as const }] };
  const server = await serve({ tenants: [provider('norte', { policies: [lax] })] });
  const as = await server.login();
  const body = await fullClosing(server, as);
  const met = {
    ...body,
    photos: [],
    customerSignature: null,
    details: '',
    readings: { ...body.readings, cto: 'CTO-9' },
  };
  const closed = await server.json<Ticket>('POST', '/v1/tickets/t-1/closing', { as, body: met });
  expect(closed).toMatchObject({ status: 'completed', network: { cto: 'CTO-9' } });
});

test('a phone without coverage is judged by the revision it had; one it cannot have had is not believed', async () => {
  const newer = { ...installation, closing: [...installation.closing, { require: 'seal' as const }] };
  const server = await serve({
    tenants: [provider('norte', { policies: [{ ...installation, closing: [{ require: 'cto' }] }] })],
  });
  const { storage, json, login } = server;
  const as = await login();
  const scope = { tenantId: 'norte', companyId: 'matriz', technicianId: 'ana' };
  const saved = await storage.change(scope, (store) => store.policies.save(newer, '2026-03-02T12:00:00Z'));
  expect(saved.revision).toBe(4);
  const filled = await fullClosing(server, as);
  const body = { ...filled, readings: { ...filled.readings, cto: 'CTO-9' } };
  for (const policy of [undefined, { id: 'default', revision: 1 }, { id: 'installation', revision: 2 }]) {
    expect(await demands(server, as, { ...body, policy })).toContain('/readings/seal closing.seal_required');
  }
  const named = { ...body, policy: { id: 'installation', revision: 3 } };
  const closed = await json<Ticket>('POST', '/v1/tickets/t-1/closing', { as, body: named });
  expect(closed.status).toBe('completed');
});

test('a draft goes from one device to the other, and neither overwrites what it has not seen', async () => {
  const { call, json, login, refusal } = await serve();
  const as = await login();
  const path = '/v1/tickets/t-1/closing-draft';
  expect(await refusal('GET', path, { as })).toBe('404 server.draft_missing');
  const first = await call('PUT', path, { as, body: { draft: { details: 'Troquei' }, deviceId: 'phone' } });
  const tag = first.headers.get('etag') ?? '';
  expect(await json<ClosingDraftRecord>('GET', path, { as })).toMatchObject({
    draft: { details: 'Troquei' },
    deviceId: 'phone',
  });
  const body = { draft: { details: 'Troquei o drop' }, deviceId: 'tablet' };
  const second = await call('PUT', path, { as, body, headers: { 'if-match': tag } });
  expect(second.status).toBe(200);
  expect(await refusal('PUT', path, { as, body, headers: { 'if-match': tag } })).toBe(
    '412 server.draft_changed',
  );
  expect(await refusal('DELETE', path, { as, headers: { 'if-match': tag } })).toBe(
    '412 server.draft_changed',
  );
  const headers = { 'if-none-match': second.headers.get('etag') ?? '' };
  expect((await call('GET', path, { as, headers })).status).toBe(304);
  const wrong = { draft: { outcome: 'perhaps' }, deviceId: 'phone' };
  expect(await refusal('PUT', path, { as, body: wrong })).toBe('422 core.invalid_input');
  expect((await call('DELETE', path, { as })).status).toBe(204);
  expect((await call('DELETE', path, { as })).status).toBe(204);
  expect(await refusal('PUT', path, { as, body, headers: { 'if-match': tag } })).toBe(
    '412 server.draft_changed',
  );
});

test('the technician a ticket is given to goes on with its draft; closing it throws it away', async () => {
  const server = await serve();
  const { call, json, storage, login, refusal } = server;
  const as = await login();
  const body = { draft: { details: 'Troquei' }, deviceId: 'phone' };
  await call('PUT', '/v1/tickets/t-1/closing-draft', { as, body });
  await storage.dispatch.assign('norte', 't-1', 'beto', '2026-03-02T12:00:00Z');
  const beto = await login('beto');
  const taken = await json<ClosingDraftRecord>('GET', '/v1/tickets/t-1/closing-draft', { as: beto });
  expect(taken).toMatchObject({ draft: { details: 'Troquei' }, deviceId: 'phone' });
  const more = { draft: { ...taken.draft, outcome: 'resolved' }, deviceId: 'tablet' };
  await call('PUT', '/v1/tickets/t-1/closing-draft', { as: beto, body: more });
  expect(await refusal('GET', '/v1/tickets/t-1/closing-draft', { as })).toBe('404 server.not_found');
  await storage.dispatch.assign('norte', 't-1', 'ana', '2026-03-02T12:00:00Z');
  expect(await json('GET', '/v1/tickets/t-1/closing-draft', { as })).toMatchObject(more);
  await call('POST', '/v1/tickets/t-1/closing', { as, body: await fullClosing(server, as) });
  expect(await refusal('GET', '/v1/tickets/t-1/closing-draft', { as })).toBe('404 server.draft_missing');
  expect(await refusal('PUT', '/v1/tickets/t-1/closing-draft', { as, body })).toBe(
    '409 server.ticket_closed',
  );
});

test('CTOs come by name, or the nearest first', async () => {
  const at = (latitude: number, longitude: number) => ({
    latitude,
    longitude,
    accuracyMetres: null,
    measuredAt: null,
  });
  const cto = (id: string, location: ReturnType<typeof at> | null) => ({
    id,
    name: `CTO-${id}`,
    location,
    ports: 16,
    oltId: null,
    pon: null,
  });
  const ctos = [cto('a', at(-21.9, -45.6)), cto('b', at(-21.8, -45.5)), cto('c', null)];
  const { json, login, refusal } = await serve({
    tenants: [provider('norte', { ctos, tickets: [ticket('t-1')] }), provider('sul')],
  });
  const as = await login();
  const ids = async (query = '') =>
    (await json<Ctos>('GET', `/v1/ctos${query}`, { as })).items.map(({ id }) => id);
  expect(await ids()).toEqual(['a', 'b', 'c']);
  expect(await ids('?near=-21.81,-45.51')).toEqual(['b', 'a']);
  expect(await refusal('GET', '/v1/ctos?near=here', { as })).toBe('422 core.invalid_input');
  expect(await json('GET', '/v1/ctos', { as: await login('ana', 'sul') })).toEqual({
    items: [],
    nextCursor: null,
  });
});

test('who is signed in is told, with the role', async () => {
  const { json, login } = await serve();
  expect(await json('GET', '/v1/session', { as: await login() })).toEqual({
    tenantId: 'norte',
    company: { id: 'matriz', name: 'Matriz' },
    person: { id: 'ana', name: 'Ana Souza' },
    role: 'technician',
  });
});
