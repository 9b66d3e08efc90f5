import type { AuthorizeResult, OnuPlan } from '@field/core';
import { expect, test } from 'vitest';
import { authorization, kept, serialNumber, serveWithOlt } from './support/onu.ts';
import { ticket } from './support/tenant.ts';

const bridged = { name: 'bridge', lineProfileId: 31, serviceProfileId: 31 };

test('a profile with a service is one plan, shown whole, and one write', async () => {
  const service = { vlan: 31, gemPort: 31, nativeVlanPorts: [1] };
  const server = await serveWithOlt({ olt: { profiles: [{ ...bridged, service }] } });
  const { json, simulator, as } = server;
  const plan = await json<OnuPlan>('POST', '/v1/tickets/t-1/onu/plan', { as, body: authorization });
  expect(plan.summary).toContain('VLAN 31 on GEM port 31');
  expect(plan.steps.map(({ send }) => send.split(' ').slice(0, 3).join(' '))).toEqual([
    'ont add 3',
    'ont port native-vlan',
    'service-port vlan 31',
  ]);
  expect(plan.steps.map(({ undo }) => undo.length)).toEqual([1, 0, 1]);
  expect(simulator.olt.state.unsaved).toBe(false);
  const result = await json<AuthorizeResult>('POST', '/v1/tickets/t-1/onu/authorize', {
    as,
    body: authorization,
  });
  expect(result).toMatchObject({ outcome: 'created', reply: null });
  expect(simulator.olt.state.flows(result.address ?? undefined)).toMatchObject([{ vlan: 31 }]);
  expect(simulator.olt.state.unsaved).toBe(false);
});

test('an ONU that stands without its service gets what it lacks', async () => {
  const service = { vlan: 31, gemPort: 31 };
  const server = await serveWithOlt({ olt: { profiles: [bridged, { ...bridged, name: 'full', service }] } });
  const { json, simulator, as } = server;
  const authorize = (profile: string) =>
    json<AuthorizeResult>('POST', '/v1/tickets/t-1/onu/authorize', {
      as,
      body: { ...authorization, profile },
    });
  expect((await authorize('bridge')).outcome).toBe('created');
  const { outcome, address } = await authorize('full');
  expect([outcome, simulator.olt.state.flows(address ?? undefined).length]).toEqual(['created', 1]);
  expect(await authorize('full')).toMatchObject({ outcome: 'unchanged', address });
  expect(simulator.olt.state.unsaved).toBe(false);
});

test('with If-Match an authorization does what its plan showed, or nothing', async () => {
  const tickets = [ticket('t-1'), ticket('t-3', { contractId: 'contract-2' })];
  const server = await serveWithOlt({ tickets });
  const { call, json, refusal, simulator, as } = server;
  const shown = await call('POST', '/v1/tickets/t-1/onu/plan', { as, body: authorization });
  const ifMatch = { 'if-match': shown.headers.get('etag') ?? '' };
  const path = '/v1/tickets/t-1/onu/authorize';
  // Another ONU takes the id of the plan.
  simulator.olt.appear('HWTC00000042', '0/1/3');
  const first = { ...authorization, serialNumber: 'HWTC00000042' };
  await json('POST', '/v1/tickets/t-3/onu/authorize', { as, body: first });
  expect(await refusal('POST', path, { as, body: authorization, headers: ifMatch })).toBe(
    '412 server.plan_changed',
  );
  expect(simulator.olt.state.findOnu(serialNumber)).toBe(null);
  expect(await refusal('POST', path, { as, body: authorization, headers: { 'if-match': '"1", "2"' } })).toBe(
    '400 server.bad_header',
  );
  const again = await call('POST', '/v1/tickets/t-1/onu/plan', { as, body: authorization });
  const headers = { 'if-match': again.headers.get('etag') ?? '' };
  expect(await json('POST', path, { as, body: authorization, headers })).toMatchObject({
    outcome: 'created',
    address: { onuId: 1 },
  });
  expect(await json('POST', path, { as, body: authorization, headers })).toMatchObject({
    outcome: 'unchanged',
  });
});

test('a service the OLT refuses leaves no half-made customer', async () => {
  const server = await serveWithOlt({
    olt: { profiles: [{ ...bridged, service: { vlan: 999, gemPort: 31 } }] },
  });
  const { json, simulator, as } = server;
  const headers = { 'accept-language': 'pt-BR' };
  const result = await json<AuthorizeResult>('POST', '/v1/tickets/t-1/onu/authorize', {
    as,
    body: authorization,
    headers,
  });
  expect(result).toMatchObject({ outcome: 'undone', address: null });
  expect(result.reply).toContain('VLAN');
  expect(simulator.olt.state.findOnu(serialNumber)).toBe(null);
  expect(await kept(server)).toEqual({ onu: null, onuState: 'none', timeline: [], audit: ['undone'] });
});
