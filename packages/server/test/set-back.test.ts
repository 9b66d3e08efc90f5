import { type ClosingPolicy, defaultClosingPolicy, type ProductUse } from '@field/core';
import type { OnuJob, StartOnuJob } from '@field/core/onu-jobs';
import { expect, test } from 'vitest';
import { describeOutgoing } from '../src/backends/describe-outgoing.ts';
import { startFieldServer } from '../src/index.ts';
import { left, setUp, visit, whole } from './ixc/world.ts';
import { gatewayTo, oltOf, simulate } from './support/olt.ts';
import { authorization, scope, serialNumber } from './support/onu.ts';
import { readEvents, runJob } from './support/onu-jobs.ts';
import { callsTo, serve } from './support/serve.ts';
import { provider, staffed } from './support/tenant.ts';

/** When the database was set back, and who signs in then. */
const setBackAt = '2026-03-02T12:00:00.000Z';

test('ONU jobs of an older copy: what waited or read is cancelled and says why, a begun write is read back', async () => {
  const adds: string[] = [];
  const simulator = await simulate({
    onLine(line) {
      if (/^\s*ont add/.test(line)) adds.push(line.trim());
      return 'pass';
    },
  });
  simulator.olt.appear(serialNumber, '0/1/3');
  simulator.olt.appear('HWTC00000042', '0/1/4');
  const tenant = provider('norte', { olts: [oltOf(simulator)] });
  const { server, storage, ...calls } = await serve({ tenants: [tenant], olts: gatewayTo(simulator) });
  const authorize = { kind: 'authorize', ...authorization } as const;
  const { job: done } = await runJob(calls, await calls.login(), authorize);
  expect(done).toMatchObject({ state: 'succeeded', result: { outcome: 'created' } });
  await server.close();

  // The copy was made while that write was on its way, another one waited, and a read ran.
  const begun = await storage.as(scope).onuJobs.find(done.id);
  const other = { ...authorization, at: { shelf: 0, slot: 1, port: 4 }, serialNumber: 'HWTC00000042' };
  const ids = await storage.change(scope, async ({ onuJobs }) => {
    const add = async (request: StartOnuJob) =>
      (await onuJobs.add({ ticketId: 't-1', request }, setBackAt)).id;
    const [writing, waiting] = [await add(authorize), await add({ kind: 'authorize', ...other })];
    const reading = await add({ kind: 'discover' });
    const lost = { runner: 'lost', until: '2026-03-02T13:00:00.000Z' };
    for (const id of [writing, reading]) await onuJobs.claim(id, lost, setBackAt);
    await onuJobs.update(writing, 'lost', { begunWrite: begun?.begunWrite ?? null });
    return { writing, waiting, reading };
  });
  await storage.markRestored(setBackAt);

  const again = await startFieldServer({ port: 0, storage, olts: gatewayTo(simulator) });
  try {
    const calls = callsTo(again.url);
    const as = await calls.login();
    const headers = { 'accept-language': 'pt-BR' };
    for (const id of [ids.waiting, ids.reading]) {
      expect(await calls.json('GET', `/v1/onu-jobs/${id}`, { as, headers })).toMatchObject({
        state: 'cancelled',
        endedAt: setBackAt,
        problem: { code: 'server.onu_job_set_back', title: expect.stringContaining('cópia anterior') },
      });
    }
    let end: OnuJob | undefined;
    for await (const { job } of readEvents(calls, as, ids.writing)) end = job;
    expect(end).toMatchObject({ state: 'succeeded', result: { outcome: 'created' }, problem: null });
    expect(adds).toHaveLength(1);
    expect(simulator.olt.state.findOnu('HWTC00000042')).toBe(null);
  } finally {
    await again.close();
  }
});

test('what waits for another system in an older copy is looked for there before it is sent', async () => {
  const world = await setUp();
  await world.sync.pull();
  await visit(world);
  // The life that is lost sent all but the last two; one of the others was on its way when the copy was made.
  const { store, backend, storage, ixc } = world;
  const source = {
    tenantId: 'norte',
    backend,
    store,
    files: storage.evidenceFiles,
    locale: 'pt-BR',
  } as const;
  const waiting = await store.listOutgoing();
  expect(waiting.length).toBeGreaterThan(3);
  const signal = AbortSignal.timeout(10_000);
  for (const operation of waiting.slice(0, -2)) {
    expect(await backend.send(await describeOutgoing(operation, source), signal)).toMatchObject({
      kind: 'done',
    });
  }
  await store.take('ixc', { runner: 'lost', until: '2026-03-02T13:00:00.000Z' }, setBackAt);
  await storage.markRestored(setBackAt);
  expect(new Set((await store.listOutgoing()).map(({ state }) => state))).toEqual(new Set(['unknown']));

  const writes: string[] = [];
  ixc.misbehave(({ action, table }) => {
    if (action !== 'listar' && table.startsWith('su_oss')) writes.push(table);
    return null;
  });
  await world.settle();
  expect(left(world)).toEqual(whole);
  expect(await store.listOutgoing()).toEqual([]);
  expect(writes.length).toBeLessThan(waiting.length);
});

test('numbers that were told in a life that is lost name nothing of the next one', async () => {
  let now = Date.parse('2026-03-02T11:00:00Z');
  const { json, login, storage } = await serve({
    tenants: [staffed('norte')],
    clock: () => new Date(now),
  });
  const body = { productId: 'drop', quantity: 1, mode: 'sale' };
  const { id: _, revision: __, ...policy } = defaultClosingPolicy;
  const live = async () => {
    const [as, dora] = [await login(), await login('dora')];
    const use = await json<ProductUse>('POST', '/v1/tickets/t-1/products', { as, body });
    const saved = await json<ClosingPolicy>('PUT', '/v1/dispatch/policies/house', { as: dora, body: policy });
    return { movement: Number(use.movementId), revision: saved.revision };
  };
  const lives = [await live()];
  for (let life = 0; life < 2; life += 1) {
    now += 60_000;
    await storage.markRestored(new Date(now).toISOString());
    lives.push(await live());
  }
  for (const told of ['movement', 'revision'] as const) {
    const numbers = lives.map((one) => one[told]);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    // Not the next one only: the lost life may have come far.
    expect((numbers[1] ?? 0) - (numbers[0] ?? 0)).toBeGreaterThan(1_000_000);
    expect((numbers[2] ?? 0) - (numbers[1] ?? 0)).toBeGreaterThanOrEqual(60);
  }
});
