import type { AuthorizeResult } from '@field/core';
import type { OnuJob } from '@field/core/onu-jobs';
import type { Simulator, SimulatorOptions } from '@field/olt/simulator';
import { expect } from 'vitest';
import { type Storage, seedTenant, type TenantImport } from '../../src/index.ts';
import { oltOf, simulate } from '../support/olt.ts';
import { readEvents } from '../support/onu-jobs.ts';
import { callsTo } from '../support/serve.ts';
import { provider, ticket } from '../support/tenant.ts';
import { spawnJobServer } from './spawn-server.ts';
import { type JobServerSettings, startJobServer } from './start-server.ts';

const bare = { name: 'bridge', lineProfileId: 31, serviceProfileId: 31 };
const full = { ...bare, service: { vlan: 31, gemPort: 31 } };

/** Where the server is killed: the line the OLT does not answer any more, and whether it takes effect. */
const cuts = [
  { id: 'olt-before', profile: bare, stopsAt: /^ont add/ },
  { id: 'olt-after', profile: bare, stopsAt: /^(?!ont add)/, behind: /^ont add/ },
  { id: 'olt-between', profile: full, stopsAt: /^service-port/ },
] as const;

interface Cut {
  readonly id: string;
  readonly simulator: Simulator;
  readonly serialNumber: string;
  /** Resolves when the OLT has fallen silent. */
  readonly reached: Promise<unknown>;
  /** Every `ont add` it was ever told. */
  readonly adds: string[];
  heal(): void;
}

async function cutOlt({ id, stopsAt, ...cut }: (typeof cuts)[number], number: number): Promise<Cut> {
  let reach = () => {};
  const reached = new Promise<void>((resolve) => {
    reach = resolve;
  });
  const adds: string[] = [];
  let healthy = false;
  let armed = !('behind' in cut);
  const onLine: NonNullable<SimulatorOptions['onLine']> = (line) => {
    const text = line.trim();
    if (/^ont add/.test(text)) adds.push(text);
    if (!healthy && armed && stopsAt.test(text)) {
      reach();
      return 'silence';
    }
    if ('behind' in cut && cut.behind.test(text)) armed = true;
    return 'pass';
  };
  // An OLT is known by its address and its name: each has an address of its own.
  const heal = () => {
    healthy = true;
  };
  const simulator = await simulate({ onLine, host: `127.0.0.${number}` });
  const serialNumber = `HWTC0000000${number}`;
  simulator.olt.appear(serialNumber, '0/1/3');
  return { id, simulator, serialNumber, reached, adds, heal };
}

/**
 * A server is killed in the middle of three writes while a fourth job waits; another starts on its database. Each write is read
 * back and none is sent again.
 */
export async function killAndRestart(
  open: () => Promise<Storage>,
  place: Pick<JobServerSettings, 'database' | 'evidencePath'>,
): Promise<void> {
  const olts = await Promise.all(cuts.map((cut, index) => cutOlt(cut, index + 1)));
  const [before, after, between] = olts as [Cut, Cut, Cut];
  const contracts: TenantImport['contracts'] = olts.map(({ id }) => ({ id: `c-${id}`, oltId: id }));
  const tenant = provider('norte', {
    contracts,
    olts: olts.map(({ id, simulator }, index) =>
      oltOf(simulator, { id, credentials: id, snmpTarget: null, profiles: [cuts[index]?.profile ?? bare] }),
    ),
    tickets: olts.map(({ id }) => ticket(id, { contractId: `c-${id}` })),
  });
  const storage = await open();
  await seedTenant(storage, tenant);
  await storage.close();
  const passwords = Object.fromEntries(olts.map(({ id, simulator }) => [id, simulator.password]));
  const settings = { ...place, passwords };

  const first = await spawnJobServer(settings);
  const calls = callsTo(first.url);
  const as = await calls.login();
  const start = (ticketId: string, body: object) =>
    calls.json<OnuJob>('POST', `/v1/tickets/${ticketId}/onu/jobs`, { as, body });
  const at = { shelf: 0, slot: 1, port: 3 };
  const writes = await Promise.all(
    olts.map(({ id, serialNumber }) => start(id, { kind: 'authorize', oltId: id, at, serialNumber })),
  );
  const waiting = await start(before.id, { kind: 'discover' });
  await Promise.all(olts.map(({ reached }) => reached));
  await first.kill();
  for (const { heal } of olts) heal();

  const second = await startJobServer(settings);
  try {
    const again = callsTo(second.url);
    const ended = async ({ id }: OnuJob): Promise<OnuJob> => {
      for await (const { event, job } of readEvents(again, as, id)) if (event === 'done') return job;
      throw new Error('the stream ended before the job');
    };
    const [never, done, half, discovered] = await Promise.all([...writes, waiting].map(ended));
    expect(never).toMatchObject({
      state: 'failed',
      result: { outcome: 'undone', address: null },
      problem: { code: 'server.onu_job_interrupted', retryable: true },
    });
    expect(done).toMatchObject({ state: 'succeeded', result: { outcome: 'created' }, problem: null });
    expect(half).toMatchObject({
      state: 'unknown',
      result: { outcome: 'unknown' },
      problem: { code: 'server.onu_write_unknown' },
    });
    expect(half?.problem?.title).toContain('add-onu');
    expect(discovered).toMatchObject({
      state: 'succeeded',
      result: { items: [{ serialNumber: before.serialNumber }] },
    });
    expect(before.simulator.olt.state.findOnu(before.serialNumber)).toBe(null);
    expect(after.simulator.olt.state.unsaved).toBe(false);
    // Nothing was sent twice, and what was known to have happened stands on its contract.
    expect(olts.map(({ adds }) => adds.length)).toEqual([1, 1, 1]);
    const onu = (ticketId: string) =>
      again.json<{ network: { onu: AuthorizeResult | null } }>('GET', `/v1/tickets/${ticketId}`, { as });
    expect((await onu(after.id)).network.onu).toMatchObject({ serialNumber: after.serialNumber });
    expect((await onu(between.id)).network.onu).toBe(null);
  } finally {
    await second.close();
  }
}
