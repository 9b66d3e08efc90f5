import type { ContractOnu } from '@field/core';
import type { OnuWriteResult } from '@field/core/onu-jobs';
import { expect, test } from 'vitest';
import { gatewayTo, oltOf, simulate } from './support/olt.ts';
import { authorization, kept, serialNumber } from './support/onu.ts';
import { runJob } from './support/onu-jobs.ts';
import { serve } from './support/serve.ts';
import { provider, ticket } from './support/tenant.ts';

const service = { vlan: 31, gemPort: 31 };
const profiles = [{ name: 'residential', lineProfileId: 31, serviceProfileId: 31, service }];
const other = 'HWTC00000042';

/** A server whose contract has an ONU by a job, and every write the OLT is told from then on. */
async function serveStanding() {
  const writes: string[] = [];
  const simulator = await simulate({
    maxLogins: 1,
    onLine(line) {
      const text = line.trim();
      if (/^(undo service-port|ont (add|delete|modify)|service-port|save)/.test(text)) writes.push(text);
      return 'pass';
    },
  });
  const { olt } = simulator;
  olt.appear(serialNumber, '0/1/3');
  const tickets = [ticket('t-1'), ticket('t-3', { contractId: 'contract-2' })];
  const tenants = [provider('norte', { olts: [oltOf(simulator, { profiles })], tickets })];
  const server = await serve({ tenants, olts: gatewayTo(simulator) });
  const as = await server.login();
  const run = async (body: object, ticketId?: string) => (await runJob(server, as, body, ticketId)).job;
  const { result } = await run({ kind: 'authorize', ...authorization });
  const { address } = result as OnuWriteResult;
  if (!address) throw new TypeError('the ONU was not authorized');
  writes.length = 0;
  return { ...server, simulator, olt, as, run, writes, address };
}

const replaceBy = (newSerial: string) => ({ kind: 'replace', oltId: 'olt-1', serialNumber: newSerial });

test('the ONU that is there already, scanned again as its own replacement, changes nothing', async () => {
  const server = await serveStanding();
  const { run, writes, olt, address, as, json } = server;
  await olt.whenOnline(serialNumber, AbortSignal.timeout(10_000));
  expect(await json('GET', '/v1/tickets/t-1/onu', { as })).toMatchObject({ state: 'online' });
  const before = await kept(server);
  // As it stands on the sticker, and as it is printed elsewhere.
  for (const spelled of [serialNumber, '485754435A3F90C4']) {
    const job = await run(replaceBy(spelled));
    expect(job).toMatchObject({ state: 'succeeded', result: { outcome: 'unchanged', address } });
  }
  expect(writes).toEqual([]);
  expect(await kept(server)).toEqual({ ...before, audit: [...before.audit, 'unchanged', 'unchanged'] });
  expect(olt.state.flows(address)).toHaveLength(1);
});

test('a repaired ONU comes back to its place, with the service it had', async () => {
  const server = await serveStanding();
  const { run, olt, address } = server;
  olt.appear(other, '0/1/3');
  expect(await run(replaceBy(other))).toMatchObject({ state: 'succeeded', result: { outcome: 'changed' } });
  expect(await run(replaceBy(serialNumber))).toMatchObject({
    state: 'succeeded',
    result: { outcome: 'changed', serialNumber, address },
  });
  expect(olt.state.onu(address)?.serialNumber).toBe(serialNumber);
  expect(olt.state.findOnu(other)).toBe(null);
  expect(olt.state.flows(address)).toMatchObject([service]);
  expect(await kept(server)).toMatchObject({ onu: { serialNumber, address } });
});

test('a replacement that is in service elsewhere, or another contract’s, is refused and nothing is written', async () => {
  const server = await serveStanding();
  const { run, refusal, olt, writes, as, address } = server;
  const elsewhere = olt.state.onus().find(({ unit }) => unit && unit.serialNumber !== serialNumber);
  const job = await run(replaceBy(elsewhere?.unit?.serialNumber ?? ''));
  expect(job).toMatchObject({
    state: 'failed',
    result: { outcome: 'conflict', conflictAt: elsewhere?.address },
    problem: { code: 'olt.serial_exists' },
  });
  olt.appear(other, '0/1/3');
  const second = await run({ kind: 'authorize', ...authorization, serialNumber: other }, 't-3');
  expect(second.state).toBe('succeeded');
  writes.length = 0;
  const path = '/v1/tickets/t-1/onu/jobs';
  expect(await refusal('POST', path, { as, body: replaceBy(other) })).toBe(
    '409 server.onu_of_other_contract',
  );
  expect(writes).toEqual([]);
  expect(olt.state.onu(address)?.serialNumber).toBe(serialNumber);
  expect(await kept(server)).toMatchObject({ onu: { serialNumber } });
});

test('what stands in the place of a contract’s ONU by now, another contract’s included, is neither removed nor replaced', async () => {
  const server = await serveStanding();
  const { run, refusal, olt, writes, storage, as, address } = server;
  olt.state.registerOnu(address, other);
  const onu: ContractOnu = { oltId: 'olt-1', address, serialNumber: other };
  const scope = { tenantId: 'norte', companyId: 'matriz', technicianId: 'ana' };
  await storage.change(scope, ({ contracts }) => contracts.update('contract-2', { onu }));
  for (const body of [{ kind: 'deprovision' }, replaceBy('HWTC00000043')]) {
    expect(await run(body)).toMatchObject({
      state: 'failed',
      result: { outcome: 'conflict', conflictAt: address },
      problem: { code: 'olt.other_onu' },
    });
  }
  expect(writes).toEqual([]);
  expect(olt.state.onu(address)?.serialNumber).toBe(other);
  expect(await kept(server)).toMatchObject({ onu: { serialNumber } });
  expect(await kept(server, 't-3')).toMatchObject({ onu });
  await storage.change(scope, ({ contracts }) => contracts.update('contract-1', { onu: null }));
  expect(await refusal('POST', '/v1/tickets/t-1/onu/jobs', { as, body: { kind: 'deprovision' } })).toBe(
    '409 server.onu_missing',
  );
});

test('an ONU that somebody moved to another port is not taken for removed', async () => {
  const server = await serveStanding();
  const { run, olt, writes, address } = server;
  olt.state.removeOnu(address);
  const moved = { ...address, port: 5, onuId: 60 };
  olt.state.addOnu({
    ...{ address: moved, authentication: 'serialNumber', serialNumber, description: 'moved' },
    ...{ lineProfileId: 31, serviceProfileId: 31 },
  });
  expect(await run({ kind: 'deprovision' })).toMatchObject({
    state: 'failed',
    result: null,
    problem: { code: 'server.onu_moved', title: expect.stringContaining('0/1/5:60') },
  });
  expect(writes).toEqual([]);
  expect(olt.state.onu(moved)).not.toBe(null);
  expect(await kept(server)).toMatchObject({ onu: { serialNumber, address } });
  // Nowhere on the OLT any more: the end that was wanted.
  olt.state.removeOnu(moved);
  expect(await run({ kind: 'deprovision' })).toMatchObject({
    state: 'succeeded',
    result: { outcome: 'unchanged' },
  });
  expect(await kept(server)).toMatchObject({ onu: null, onuState: 'none' });
});
