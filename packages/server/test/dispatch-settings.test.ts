import type { Ticket } from '@field/core';
import type { AllCatalogues, People } from '@field/core/dispatch';
import { expect, test } from 'vitest';
import { olt, serveDispatcher } from './support/dispatcher.ts';

test('catalogues grow and shrink, and closings choose from them', async () => {
  const { call, json, refusal, dora, ana } = await serveDispatcher();
  const path = '/v1/dispatch/catalogues';
  await json('PUT', `${path}/causes/power`, { as: dora, body: { label: 'Falta de energia' } });
  await json('PUT', `${path}/causes/fibre-cut`, { as: dora, body: { label: 'Fibra rompida' } });
  const all = await json<AllCatalogues>('GET', path, { as: dora });
  expect(all.causes).toEqual([
    { code: 'fibre-cut', label: 'Fibra rompida' },
    { code: 'power', label: 'Falta de energia' },
  ]);
  expect(all.problemCodes.map(({ code }) => code)).toEqual(['12', '7']);
  expect((await json<{ causes: unknown[] }>('GET', '/v1/catalogues', { as: ana })).causes).toEqual(
    all.causes,
  );
  expect((await call('DELETE', `${path}/causes/power`, { as: dora })).status).toBe(204);
  expect(await refusal('DELETE', `${path}/causes/power`, { as: dora })).toBe('404 server.not_found');
  expect(await refusal('PUT', `${path}/planets/x`, { as: dora, body: { label: 'x' } })).toBe(
    '404 server.not_found',
  );
});

test('a policy is put in force with the next revision, and withdrawn', async () => {
  const { call, json, refusal, dora, ana } = await serveDispatcher();
  const body = { format: 1, serviceTypes: [], closing: [{ require: 'seal' }], start: [] };
  const path = '/v1/dispatch/policies/all';
  expect(await json('PUT', path, { as: dora, body })).toMatchObject({ id: 'all', revision: 1 });
  expect(await json('PUT', path, { as: dora, body })).toMatchObject({ id: 'all', revision: 2 });
  const policies = () => json<{ items: { revision: number }[] }>('GET', '/v1/policies', { as: ana });
  expect((await policies()).items.map(({ revision }) => revision)).toEqual([2]);
  expect((await call('DELETE', path, { as: dora })).status).toBe(204);
  expect(await policies()).toEqual({ items: [] });
  expect(await refusal('DELETE', path, { as: dora })).toBe('404 server.not_found');
  expect(await json('PUT', path, { as: dora, body })).toMatchObject({ revision: 3 });
  const wrong = { ...body, closing: [{ require: 'answer' }] };
  expect(await refusal('PUT', path, { as: dora, body: wrong })).toBe('422 core.invalid_input');
});

test('a closing is judged by what is in force when it comes', async () => {
  const { json, call, faults, dora, ana } = await serveDispatcher();
  // An empty report names everything that is missing of it, and closes nothing.
  const close = (body: object) =>
    faults('POST', '/v1/tickets/t-1/closing', { as: ana, body: { outcome: 'resolved', ...body } });
  const cause = '/v1/dispatch/catalogues/causes/power';
  const policy = '/v1/dispatch/policies/all';
  const closing = [{ require: 'seal' }];

  expect(await close({ cause: { code: 'power' } })).toContain('/cause/code');
  await json('PUT', cause, { as: dora, body: { label: 'Falta de energia' } });
  expect(await close({ cause: { code: 'power' } })).not.toContain('/cause/code');
  await call('DELETE', cause, { as: dora });
  expect(await close({ cause: { code: 'power' } })).toContain('/cause/code');

  expect(await close({})).not.toContain('/readings/seal');
  await json('PUT', policy, { as: dora, body: { format: 1, serviceTypes: [], closing, start: [] } });
  expect(await close({})).toContain('/readings/seal');
  await json('PUT', policy, { as: dora, body: { format: 1, serviceTypes: [], closing: [], start: [] } });
  expect(await close({})).not.toContain('/readings/seal');
  await json('PUT', policy, { as: dora, body: { format: 1, serviceTypes: [], closing, start: [] } });
  await call('DELETE', policy, { as: dora });
  expect(await close({})).not.toContain('/readings/seal');
});

test('contracts keep their secret, and their tickets show what changed', async () => {
  const { json, faults, dora, ana } = await serveDispatcher();
  const path = '/v1/dispatch/contracts/contract-1';
  const before = await json<Record<string, unknown>>('GET', path, { as: dora });
  expect(before).toMatchObject({ cto: 'CTO-14', pppoeLogin: 'jose.silva' });
  expect(JSON.stringify(before)).not.toContain('pppoe-secret');
  const body = {
    plan: 'FIBRA 1 GIGA',
    subplan: null,
    cto: 'CTO-20',
    seal: null,
    ctoPort: '1',
    oltId: null,
    onuProfile: null,
  };
  await json('PUT', path, { as: dora, body });
  const shown = await json<Ticket>('GET', '/v1/tickets/t-1', { as: ana });
  expect(shown).toMatchObject({ version: 2, network: { plan: 'FIBRA 1 GIGA', cto: 'CTO-20' } });
  const pppoe = () => json('GET', '/v1/tickets/t-1/pppoe', { as: ana });
  expect(await pppoe()).toEqual({ login: 'jose.silva', password: 'pppoe-secret-1' });
  await json('PUT', path, { as: dora, body: { ...body, pppoe: { login: 'jose', password: 'new-secret' } } });
  expect(await pppoe()).toEqual({ login: 'jose', password: 'new-secret' });
  const wrong = { ...body, oltId: 'olt-9' };
  expect(await faults('PUT', path, { as: dora, body: wrong })).toEqual(['422 core.invalid_input', '/oltId']);
});

test('an administrator adds people, takes accounts away, and cannot lock the provider out', async () => {
  const { json, call, login, faults, refusal, dora, ana } = await serveDispatcher();
  const alba = await login('alba');
  const person = {
    name: 'Caio Reis',
    username: 'Caio',
    role: 'technician',
    companyIds: ['matriz'],
    active: true,
  };
  const path = '/v1/dispatch/people/caio';
  expect(await faults('PUT', path, { as: alba, body: person })).toEqual([
    '422 core.invalid_input',
    '/password',
  ]);
  const short = { ...person, password: 'short', companyIds: ['matriz', 'moon'] };
  expect(await faults('PUT', path, { as: alba, body: short })).toEqual([
    '422 core.invalid_input',
    '/password',
  ]);
  const body = { ...person, password: 'fibra-otica-7' };
  expect(await json('PUT', path, { as: alba, body })).toEqual({ id: 'caio', ...person, username: 'caio' });
  const caio = await login('caio');
  expect((await call('GET', '/v1/tickets', { as: caio })).status).toBe(200);
  const { items } = await json<People>('GET', '/v1/dispatch/people', { as: dora });
  expect(items.map(({ id, role }) => `${id} ${role}`)).toContain('caio technician');
  expect(JSON.stringify(items)).not.toContain('scrypt');

  await json('PUT', path, { as: alba, body: { ...person, active: false } });
  expect(await refusal('GET', '/v1/tickets', { as: caio })).toBe('401 server.session_ended');
  const login_ = { username: 'caio', password: 'fibra-otica-7', companyId: 'matriz' };
  const headers = { 'x-field-tenant': 'norte' };
  expect(await refusal('POST', '/v1/login', { body: login_, headers })).toBe('401 server.login_refused');

  expect(await refusal('PUT', path, { as: alba, body: { ...body, username: 'ANA' } })).toBe(
    '409 server.username_taken',
  );
  const demoted = {
    name: 'Alba',
    username: 'alba',
    role: 'dispatcher',
    companyIds: ['matriz'],
    active: true,
  };
  expect(await refusal('PUT', '/v1/dispatch/people/alba', { as: alba, body: demoted })).toBe(
    '409 server.last_admin',
  );
  await json('PUT', '/v1/dispatch/people/dora', {
    as: alba,
    body: { name: 'Dora', username: 'dora', role: 'admin', companyIds: ['filial'], active: true },
  });
  expect(await refusal('GET', '/v1/dispatch/tickets', { as: dora })).toBe('401 server.unauthenticated');
  await json('PUT', '/v1/dispatch/people/alba', { as: alba, body: demoted });
  expect(await refusal('PUT', path, { as: alba, body })).toBe('403 server.role_missing');
  expect((await call('GET', '/v1/tickets', { as: ana })).status).toBe(200);
});

test('OLTs and CTOs are the provider’s to keep', async () => {
  const { json, call, login, refusal, dora, ana } = await serveDispatcher();
  const alba = await login('alba');
  await json('PUT', '/v1/dispatch/olts/olt-7', { as: alba, body: olt });
  expect(await json('GET', '/v1/dispatch/olts', { as: alba })).toMatchObject({
    items: [{ id: 'olt-7', ...olt }],
  });
  const withPassword = { ...olt, target: 'ssh://field:secret@192.0.2.1:22' };
  expect(await refusal('PUT', '/v1/dispatch/olts/olt-7', { as: alba, body: withPassword })).toBe(
    '422 core.invalid_input',
  );
  const cto = { name: 'CTO-1', location: null, ports: 16, oltId: 'olt-7', pon: '0/1/3' };
  await json('PUT', '/v1/dispatch/ctos/cto-1', { as: dora, body: cto });
  expect(await json('GET', '/v1/ctos', { as: ana })).toMatchObject({ items: [{ id: 'cto-1', ...cto }] });
  expect((await call('DELETE', '/v1/dispatch/ctos/cto-1', { as: dora })).status).toBe(204);
  expect(await json('GET', '/v1/ctos', { as: ana })).toEqual({ items: [], nextCursor: null });
});
