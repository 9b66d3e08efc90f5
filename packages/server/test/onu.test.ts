import { randomUUID } from 'node:crypto';
import {
  type AuthorizeResult,
  check,
  DiscoveredOnus,
  OnuPlan,
  OnuSignal,
  type Problem,
  type TicketOnu,
  type Timeline,
} from '@field/core';
import { expect, test } from 'vitest';
import { openSqliteStorage, type Storage } from '../src/index.ts';
import { gatewayTo, oltOf, simulate } from './support/olt.ts';
import { authorization, kept, serialNumber, serveWithOlt } from './support/onu.ts';
import { serve } from './support/serve.ts';
import { provider, ticket } from './support/tenant.ts';

test('an ONU is found by its last digits, planned, authorized, saved once, comes online and is measured', async () => {
  const server = await serveWithOlt();
  const { simulator, json, as } = server;
  expect(await json('GET', '/v1/tickets/t-1/onu', { as })).toEqual({ state: 'none', onu: null });

  const found = await json('POST', '/v1/tickets/t-1/onu/discover', { as, body: { endsWith: '90-c4' } });
  const discovered = check(DiscoveredOnus, found);
  expect(discovered.ok && discovered.value.items).toMatchObject([{ ...authorization, vendorId: 'HWTC' }]);
  expect(await json('POST', '/v1/tickets/t-1/onu/discover', { as, body: { endsWith: '0000' } })).toEqual({
    items: [],
  });

  const plan = await json<OnuPlan>('POST', '/v1/tickets/t-1/onu/plan', { as, body: authorization });
  expect(check(OnuPlan, plan).ok).toBe(true);
  expect(plan).toMatchObject({ decision: 'plan', conflictAt: null });
  expect(plan.steps[0]?.send).toMatch(/^ont add 3 0 .*485754435A3F90C4.*contract-1/);
  expect(plan.steps[0]?.undo).toEqual(['ont delete 3 0']);
  expect(simulator.olt.state.findOnu(serialNumber)).toBe(null);

  const saves: string[] = [];
  simulator.olt.subscribe(({ kind }) => void (kind === 'saved' && saves.push(kind)));
  const result = await json('POST', '/v1/tickets/t-1/onu/authorize', { as, body: authorization });
  const address = { ...authorization.at, onuId: 0 };
  expect(result).toEqual({
    oltId: 'olt-1',
    serialNumber,
    outcome: 'created',
    address,
    conflictAt: null,
    reply: null,
  });
  expect([simulator.olt.state.unsaved, saves]).toEqual([false, ['saved']]);

  await simulator.olt.whenOnline(serialNumber, AbortSignal.timeout(10_000));
  const onu = { oltId: 'olt-1', address, serialNumber };
  expect(await json('GET', '/v1/tickets/t-1/onu', { as })).toEqual({ state: 'online', onu });
  expect(await json('GET', '/v1/tickets/t-1', { as })).toMatchObject({
    network: { onuState: 'online', onu },
  });

  const signal = await json<OnuSignal>('GET', '/v1/tickets/t-1/onu/signal', { as });
  expect(check(OnuSignal, signal).ok).toBe(true);
  expect(signal.rxAtOnuDbm).toBeLessThan(-8);
  expect(signal.rxAtOltDbm).toBeLessThan(-8);
  await json('GET', '/v1/tickets/t-1/onu/signal', { as });
  const { items } = await json<Timeline>('GET', '/v1/tickets/t-1/timeline', { as });
  const facts = { oltId: 'olt-1', serialNumber, address: '0/1/3:0' };
  const { rxAtOnuDbm, rxAtOltDbm } = signal;
  expect(items.map(({ kind, params }) => ({ kind, params }))).toEqual([
    { kind: 'onuAuthorized', params: { ...facts, outcome: 'created' } },
    { kind: 'signalRead', params: { ...facts, rxAtOnuDbm, rxAtOltDbm } },
  ]);
});

test('authorizing again is answered again under its key, unchanged under another, and running while it runs', async () => {
  const server = await serveWithOlt();
  const { call, json, as } = server;
  const path = '/v1/tickets/t-1/onu/authorize';
  const headers = { 'idempotency-key': randomUUID() };
  const both = await Promise.all([1, 2].map(() => call('POST', path, { as, body: authorization, headers })));
  const answers = await Promise.all(
    both.map(async (answer) => ({ status: answer.status, ...((await answer.json()) as object) })),
  );
  expect(answers).toContainEqual(expect.objectContaining({ status: 200, outcome: 'created' }));
  expect(answers).toContainEqual(
    expect.objectContaining({ status: 409, code: 'server.operation_running', retryable: true }),
  );
  const again = await call('POST', path, { as, body: authorization, headers });
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(await again.json()).toMatchObject({ outcome: 'created' });
  expect(await json('POST', path, { as, body: authorization })).toMatchObject({ outcome: 'unchanged' });
  expect(await kept(server)).toMatchObject({
    timeline: ['onuAuthorized', 'onuAuthorized'],
    audit: ['created', 'unchanged'],
  });
});

test('an authorization goes on when the phone loses coverage, and its repetition gets the answer', async () => {
  const simulator = await simulate();
  simulator.olt.appear(serialNumber, '0/1/3');
  const storage = await openSqliteStorage({ path: ':memory:' });
  const phone = new AbortController();
  let recorded = () => {};
  const record = new Promise<void>((resolve) => {
    recorded = resolve;
  });
  const watched: Storage = {
    ...storage,
    async change(...change) {
      const result = await storage.change(...change);
      // The first change takes the key, the second records the end.
      if (phone.signal.aborted) recorded();
      else phone.abort();
      return result;
    },
  };
  const tenants = [provider('norte', { olts: [oltOf(simulator)] })];
  const { call, login, url } = await serve({ tenants, storage: watched, olts: gatewayTo(simulator) });
  const as = await login();
  const path = '/v1/tickets/t-1/onu/authorize';
  const key = { 'idempotency-key': randomUUID() };
  const cut = fetch(url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${as.accessToken}`, 'content-type': 'application/json', ...key },
    body: JSON.stringify(authorization),
    signal: phone.signal,
  });
  await expect(cut).rejects.toThrow('aborted');
  await record;
  const again = await call('POST', path, { as, body: authorization, headers: key });
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  expect(await again.json()).toMatchObject({ outcome: 'created', address: { port: 3, onuId: 0 } });
  await storage.close();
});

test('a serial authorized elsewhere is a conflict with its place; nothing is recorded on the contract', async () => {
  const server = await serveWithOlt();
  const { json, simulator, as } = server;
  const other = simulator.olt.state.onus().find(({ unit }) => unit);
  const known = other?.unit?.serialNumber ?? '';
  const body = { ...authorization, at: { shelf: 0, slot: 1, port: 7 }, serialNumber: known };
  for (const action of ['plan', 'authorize']) {
    expect(await json('POST', `/v1/tickets/t-1/onu/${action}`, { as, body })).toMatchObject({
      ...(action === 'plan' ? { decision: 'conflict', steps: [] } : { outcome: 'conflict', address: null }),
      conflictAt: other?.address,
    });
  }
  expect(await kept(server)).toMatchObject({ onu: null, timeline: [], audit: ['conflict'] });
});

test('a contract keeps one ONU, and an ONU one contract', async () => {
  const tickets = [ticket('t-1'), ticket('t-2', { contractId: 'contract-2' })];
  const server = await serveWithOlt({ tickets });
  const { json, refusal, simulator, as } = server;
  await json('POST', '/v1/tickets/t-1/onu/authorize', { as, body: authorization });
  simulator.olt.appear('HWTC00000042', '0/1/3');
  const second = { ...authorization, serialNumber: 'HWTC00000042' };
  expect(await refusal('POST', '/v1/tickets/t-1/onu/authorize', { as, body: second })).toBe(
    '409 server.onu_already_bound',
  );
  expect(await refusal('POST', '/v1/tickets/t-2/onu/authorize', { as, body: authorization })).toBe(
    '409 server.onu_of_other_contract',
  );
  expect(await refusal('POST', '/v1/tickets/t-2/onu/plan', { as, body: authorization })).toBe(
    '409 server.onu_of_other_contract',
  );
  expect(simulator.olt.state.findOnu('HWTC00000042')).toBe(null);
  expect(await kept(server, 't-2')).toMatchObject({ onu: null, timeline: [], audit: [] });
});

test('serial numbers, places, profiles and OLTs that cannot be are refused before the OLT is asked', async () => {
  const server = await serveWithOlt();
  const { call, refusal, simulator, as } = server;
  await simulator.close();
  const path = '/v1/tickets/t-1/onu/authorize';
  for (const wrong of ['', 'HWTC123', 'HWTC12345678; reboot', 'ZZZZZZZZZZZZZZZZ', '\n', 'x'.repeat(200)]) {
    const response = await call('POST', path, { as, body: { ...authorization, serialNumber: wrong } });
    const problem = (await response.json()) as Problem;
    expect([wrong, response.status, problem.errors.map(({ pointer }) => pointer)]).toEqual([
      wrong,
      422,
      ['/serialNumber'],
    ]);
  }
  expect(
    await refusal('POST', path, { as, body: { ...authorization, at: { shelf: 0, slot: -1, port: 1.5 } } }),
  ).toBe('422 core.invalid_input');
  expect(await refusal('POST', path, { as, body: { ...authorization, profile: 'gold' } })).toBe(
    '409 server.onu_profile_missing',
  );
  expect(await refusal('POST', path, { as, body: { ...authorization, oltId: 'olt-2' } })).toBe(
    '409 server.olt_missing',
  );
  expect(await refusal('GET', '/v1/tickets/t-1/onu/signal', { as })).toBe('409 server.onu_missing');
  expect(await kept(server)).toEqual({ onu: null, onuState: 'none', timeline: [], audit: [] });
});

test('an ONU the OLT does not know any more is a typed problem, and its state unknown', async () => {
  const server = await serveWithOlt();
  const { json, refusal, simulator, as } = server;
  const { address } = await json<AuthorizeResult>('POST', '/v1/tickets/t-1/onu/authorize', {
    as,
    body: authorization,
  });
  if (address) simulator.olt.state.removeOnu(address);
  expect(await refusal('GET', '/v1/tickets/t-1/onu/signal', { as })).toBe('404 olt.onu_not_found');
  expect(await json<TicketOnu>('GET', '/v1/tickets/t-1/onu', { as })).toMatchObject({
    state: 'unknown',
    onu: { serialNumber },
  });
});

test('an OLT that cannot be reached, or refuses the login, is a problem with the OLT’s code; the key stays free', async () => {
  const simulator = await simulate();
  simulator.olt.appear(serialNumber, '0/1/3');
  const tenants = [provider('norte', { olts: [oltOf(simulator)] })];
  const refused = await serve({ tenants, olts: gatewayTo(simulator, 'not-the-password') });
  const as = await refused.login();
  const answer = await refused.call('POST', '/v1/tickets/t-1/onu/discover', {
    as,
    body: {},
    headers: { 'accept-language': 'es' },
  });
  expect(answer.status).toBe(502);
  expect(await answer.json()).toMatchObject({
    code: 'olt.auth_refused',
    title: 'La OLT rechazó el usuario o la contraseña.',
  });

  const server = await serve({ tenants, olts: gatewayTo(simulator) });
  const options = {
    as: await server.login(),
    body: authorization,
    headers: { 'idempotency-key': randomUUID() },
  };
  await simulator.close();
  for (const _ of [1, 2]) {
    expect(await server.refusal('POST', '/v1/tickets/t-1/onu/authorize', options)).toBe(
      '502 olt.unreachable',
    );
  }
  expect(await kept({ ...server, as: options.as })).toEqual({
    onu: null,
    onuState: 'none',
    timeline: [],
    audit: [],
  });
});

test('jobs on one OLT run one at a time: a login for one is enough for many technicians', async () => {
  const { call, as, simulator } = await serveWithOlt();
  simulator.olt.appear('HWTC00000042', '0/1/5');
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => call('POST', '/v1/tickets/t-1/onu/discover', { as, body: {} })),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
  const lists = await Promise.all(answers.map((answer) => answer.json() as Promise<DiscoveredOnus>));
  expect(lists.map(({ items }) => items.length)).toEqual([2, 2, 2, 2, 2, 2]);
});

test('an OLT that does not answer is an error, unless the ONU showed up on another', async () => {
  const simulator = await simulate();
  simulator.olt.appear(serialNumber, '0/1/3');
  const silent = oltOf(simulator, {
    id: 'olt-2',
    name: 'OLT Bairro',
    target: 'ssh://admin@127.0.0.1:1',
    snmpTarget: null,
  });
  const tenant = provider('norte', { olts: [oltOf(simulator), silent] });
  const { json, login, refusal } = await serve({ tenants: [tenant], olts: gatewayTo(simulator) });
  const as = await login();
  const discover = (endsWith?: string) => ({ as, body: endsWith === undefined ? {} : { endsWith } });
  const found = await json<DiscoveredOnus>('POST', '/v1/tickets/t-1/onu/discover', discover('90c4'));
  expect(found.items).toHaveLength(1);
  expect(await refusal('POST', '/v1/tickets/t-1/onu/discover', discover('ffff'))).toBe('502 olt.unreachable');
  expect(await refusal('POST', '/v1/tickets/t-1/onu/discover', discover())).toBe('502 olt.unreachable');
});

test('a server or a tenant without OLTs, and missing credentials, say so', async () => {
  const simulator = await simulate();
  const withOlt = provider('norte', { olts: [oltOf(simulator, { credentials: 'elsewhere' })] });
  const path = '/v1/tickets/t-1/onu/discover';
  const without = await serve({ tenants: [withOlt] });
  expect(await without.refusal('POST', path, { as: await without.login(), body: {} })).toBe(
    '409 server.olt_missing',
  );
  const server = await serve({ tenants: [withOlt, provider('sul')], olts: gatewayTo(simulator) });
  expect(await server.refusal('POST', path, { as: await server.login(), body: {} })).toBe(
    '503 server.olt_credentials_missing',
  );
  const sul = { as: await server.login('ana', 'sul'), body: {} };
  expect(await server.refusal('POST', path, sul)).toBe('409 server.olt_missing');
});
