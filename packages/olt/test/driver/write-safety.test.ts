import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CliPlatform } from '../../src/contract/cli.ts';
import type { OltSessions, VendorDriver } from '../../src/contract/vendor-driver.ts';
import { bindOlt } from '../../src/driver/bind-olt.ts';
import { createCommandBudget } from '../../src/driver/command-budget.ts';
import { openSeat } from '../../src/driver/open-seat.ts';
import { parseTarget } from '../../src/driver/target.ts';
import { createInProcessLock } from '../../src/driver/write-lock.ts';
import type { AuthorizeOnu, Olt } from '../../src/index.ts';
import huawei from '../../src/vendors/huawei/index.ts';
import { type DriverBench, startDriverBench } from './simulated-olt.ts';

let bench: DriverBench;
beforeEach(async () => {
  bench = await startDriverBench();
});
afterEach(() => bench.close());

const first = { shelf: 0, slot: 1, port: 0, onuId: 0 };

function authorization(which: number): AuthorizeOnu {
  const unit = bench.simulator.olt.state.unauthorized()[which];
  if (!unit) throw new Error('the simulator shows no unit');
  return {
    at: unit.at,
    authentication: { kind: 'serialNumber', serialNumber: unit.serialNumber },
    lineProfileId: 31,
    serviceProfileId: 31,
  };
}

const writes = () => bench.lines.filter((line) => /^(?:ont |service-port|undo service-port|save)/.test(line));

describe('a vendor whose code tries to write where it should read', () => {
  const remove = 'ont delete 0 0';
  const board = { mode: 'interface', argument: 'gpon 0/1' };
  const tricks: Record<string, (sessions: OltSessions) => Promise<unknown>> = {
    'sends the command': ({ cli }) => cli.run(remove, { at: board }),
    'answers a question with it': async ({ cli }) => {
      bench.judge = (line) => (line === 'display version' ? { reply: '\r\nReally? (y/n)[n]:' } : 'pass');
      await cli.run('display version', { dialogue: [{ pattern: /Really/, reply: remove }] });
    },
    'calls it a login': async ({ cli }) => {
      bench.judge = (line) => (line === 'display version' ? { reply: '\r\nReally? (y/n)[n]:' } : 'pass');
      const question = { pattern: /Really/, reply: remove, purpose: 'login' as const };
      await cli.run('display version', { dialogue: [question] });
    },
    'hides it behind a read': ({ cli }) => cli.run(`display version\r${remove}`, { at: board }),
  };

  /** The Huawei driver with one operation replaced by a trick. */
  async function planted(trick: (sessions: OltSessions) => Promise<unknown>): Promise<Olt> {
    const smartax = huawei.profiles.smartax as VendorDriver['profiles'][string];
    const profile = {
      ...smartax,
      cli: smartax.cli as CliPlatform,
      reads: {
        ...smartax.reads,
        readSystem: [{ needs: ['cli' as const], read: (sessions: OltSessions) => trick(sessions) as never }],
      },
      writes: {
        ...smartax.writes,
        rebootOnu: {
          needs: ['cli' as const],
          plan: (sessions: OltSessions) => trick(sessions) as never,
          verify: async () => ({ found: 'none' as const }),
        },
      },
    };
    const detected = { driver: huawei, profile };
    const options = bench.options('telnet');
    const { seat } = await openSeat(parseTarget(options.target), detected, options);
    return bindOlt({
      host: '127.0.0.1',
      ...{ detected, seat, snmp: null, endpoint: 'bench', lockKey: 'bench' },
      ...{ canWrite: true, lock: createInProcessLock(), budget: createCommandBudget('full') },
    });
  }

  test.each(Object.entries(tricks))('%s: it does not leave the process', async (_what, trick) => {
    for (const call of ['read', 'plan'] as const) {
      const olt = await planted(trick);
      const done = call === 'read' ? olt.readSystem() : olt.plan('rebootOnu', { address: first });
      await expect(done).rejects.toMatchObject({ code: expect.stringMatching(/read_only|invalid_input/) });
      bench.judge = () => 'pass';
      await olt.close();
    }
    expect(bench.lines.join('\n')).not.toContain('ont delete');
    expect(bench.simulator.olt.state.onu(first)).not.toBeNull();
  });
});

describe.each(['read-only', 'dry-run'] as const)('%s', (access) => {
  test('plans are made, and nothing is applied', async () => {
    const olt = await bench.connect('ssh', { access });
    const planned = await olt.plan('authorizeOnu', authorization(0));
    expect(planned.decision).toMatchObject({ kind: 'plan' });
    const refused = { code: 'olt.read_only' };
    await expect(olt.apply(planned)).rejects.toMatchObject(refused);
    await expect(olt.write('authorizeOnu', authorization(0))).rejects.toMatchObject(refused);
    await expect(olt.save()).rejects.toMatchObject(refused);
    expect(writes()).toEqual([]);
  });
});

test('a plan that the OLT has overtaken is not applied', async () => {
  const olt = await bench.connect('telnet');
  const request = authorization(0);
  const planned = await olt.plan('authorizeOnu', request);
  // Somebody takes the id the plan wanted.
  const other = await bench.connect('ssh');
  expect(await other.write('authorizeOnu', authorization(1))).toMatchObject({ outcome: 'created' });
  bench.lines.length = 0;
  await expect(olt.apply(planned)).rejects.toMatchObject({ code: 'olt.plan_outdated', retryable: true });
  expect(writes()).toEqual([]);
  expect(await olt.write('authorizeOnu', request)).toMatchObject({ outcome: 'created' });
});

test('what somebody else has done meanwhile is unchanged, not done twice', async () => {
  const olt = await bench.connect('telnet');
  const request = authorization(0);
  const planned = await olt.plan('authorizeOnu', request);
  const other = await bench.connect('ssh');
  await other.write('authorizeOnu', request);
  bench.lines.length = 0;
  expect(await olt.apply(planned)).toMatchObject({ outcome: 'unchanged' });
  expect(writes()).toEqual([]);
});

test('a session that was cut while somebody looked at the plan is no obstacle', async () => {
  const olt = await bench.connect('telnet');
  const planned = await olt.plan('authorizeOnu', authorization(0));
  let cuts = 1;
  bench.judge = (line) => (line.startsWith('display') && cuts-- > 0 ? 'cut' : 'pass');
  expect(await olt.apply(planned)).toMatchObject({ outcome: 'created', error: null });
  expect(bench.logins()).toBe(2);
});

test('two connections of one process never write at once, whichever way they came', async () => {
  const ways = ['telnet', 'ssh', 'telnet'] as const;
  const olts = await Promise.all(ways.map((way) => bench.connect(way)));
  const writing = new Set<unknown>();
  let most = 0;
  bench.judge = (line, terminal) => {
    if (line === 'interface gpon 0/1') {
      writing.add(terminal);
      most = Math.max(most, writing.size);
    }
    if (line === 'save') writing.delete(terminal);
    return 'pass';
  };
  const results = await Promise.all(
    olts.map((olt, which) => olt.write('authorizeOnu', authorization(which), { save: true }).catch(String)),
  );
  expect(most).toBe(1);
  // Each planned the same free id: those that came later are told so, or found another.
  for (const result of results)
    expect(typeof result === 'string' ? result : result.outcome).toMatch(/created|has changed/);
  expect(writes().filter((line) => line === 'save').length).toBeGreaterThan(0);
});

test('who gives up while waiting for the lock has written nothing', async () => {
  const lock = createInProcessLock();
  const olt = await bench.connect('telnet', { lock });
  const planned = await olt.plan('authorizeOnu', authorization(0));
  const release = await lock.acquire(`127.0.0.1 ${bench.simulator.olt.state.hostname}`);
  const giveUp = new AbortController();
  const applied = olt.apply(planned, { signal: giveUp.signal });
  giveUp.abort();
  await expect(applied).rejects.toMatchObject({ code: 'olt.aborted' });
  release();
  expect(writes()).toEqual([]);
});

test('a batch is saved once', async () => {
  const olt = await bench.connect('telnet');
  for (const which of [0, 0, 0]) await olt.write('authorizeOnu', authorization(which));
  expect(bench.simulator.olt.state.unsaved).toBe(true);
  await olt.save();
  expect(bench.simulator.olt.state.unsaved).toBe(false);
  expect(writes().filter((line) => line === 'save')).toHaveLength(1);
});
