import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createSession, type Varbind, Version2c } from 'net-snmp';
import { isFull, type Measure, median, secondsOf } from '../../../scripts/measure.ts';
import type { ReadBudget } from '../src/contract/snmp.ts';
import { createSnmpSession } from '../src/snmp/net-snmp-session.ts';
import { findBinary } from '../test/rigs/binaries.ts';
import { type DistantAgent, startDistantAgent } from './rigs/distant-agent.ts';

const onus = 16_384;
const xpon = '1.3.6.1.4.1.2011.6.128.1.1';
/** Serial number, description, run state, distance, and light at both ends. */
const columns = ['2.43.1.3', '2.43.1.9', '2.46.1.15', '2.46.1.20', '2.51.1.4', '2.51.1.6'].map(
  (column) => `${xpon}.${column}`,
);
const cells = onus * columns.length;
const community = 'public';

type Way = (agent: DistantAgent) => Promise<void>;

function check(found: number, who: string): void {
  if (found !== cells) throw new Error(`${who} read ${found} of ${cells} cells`);
}

const ours =
  (budget: ReadBudget, onRow: () => void = () => {}): Way =>
  async ({ host, port }) => {
    const session = createSnmpSession({ host, port, credentials: { version: '2c', community } });
    let found = 0;
    for await (const { values } of session.sweep?.(columns, { budget }) ?? []) {
      for (const value of values) if (value !== null) found += 1;
      onRow();
    }
    await session.close();
    check(found, 'the sweep');
  };

const snmpbulkwalk: Way = async ({ host, port }) => {
  let found = 0;
  const env = { SNMPCONFPATH: '/nonexistent' };
  for (const column of columns) {
    const args = ['-m', '', '-M', '', '-On', '-v2c', '-c', community, '-Cr50', `${host}:${port}`, column];
    const { stdout } = await promisify(execFile)('snmpbulkwalk', args, { maxBuffer: 2 ** 28, env });
    found += stdout.split(`\n`).filter((line) => line.startsWith(`.${column}.`)).length;
  }
  check(found, 'snmpbulkwalk');
};

/** Six walks of the library at once, each its own column, fifty rows a request. */
const subtrees: Way = async ({ host, port }) => {
  const session = createSession(host, community, { port, version: Version2c });
  let found = 0;
  const feed = (varbinds: Varbind[]) => {
    found += varbinds.length;
  };
  const walk = (column: string) =>
    new Promise<void>((resolve, reject) => {
      session.subtree(column, 50, feed, (error) => (error ? reject(error) : resolve()));
    });
  await Promise.all(columns.map(walk));
  session.close();
  check(found, 'subtree');
};

/** Seconds of each way, all run in turn so many times, medians. */
async function compare(
  agent: DistantAgent,
  rounds: number,
  ways: Readonly<Record<string, Way>>,
): Promise<Readonly<Record<string, number>>> {
  const seconds: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, way] of Object.entries(ways)) {
      seconds[name] ??= [];
      seconds[name].push(await secondsOf(() => way(agent)));
    }
  }
  return Object.fromEntries(Object.entries(seconds).map(([name, all]) => [name, median(all)]));
}

/** Megabytes by which the process grows in the first sweep it ever makes. */
async function growth(agent: DistantAgent): Promise<number> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let most = before;
  let rows = 0;
  await ours('full', () => {
    rows += 1;
    if (rows % 256 === 0) most = Math.max(most, process.memoryUsage.rss());
  })(agent);
  return (most - before) / 1_048_576;
}

const name = `${onus} ONUs x ${columns.length} columns`;

/** Whole-OLT sweeps beside Debian's `snmpbulkwalk` and the `subtree` of the library, on the same agent in the same run. */
export default async function bench(): Promise<Measure[]> {
  const hasPeer = findBinary('snmpbulkwalk') !== null;
  const agent = await startDistantAgent(onus);
  try {
    await agent.travel(0);
    const memory = await growth(agent);
    await subtrees(agent);
    const near = await compare(agent, 5, { ours: ours('full'), ...(hasPeer && { snmpbulkwalk }) });
    await agent.travel(20);
    const far = await compare(agent, 3, { ours: ours('full'), subtrees });
    const slow = await compare(agent, isFull ? 3 : 1, {
      gentle: ours('gentle'),
      ...(hasPeer && { snmpbulkwalk }),
    });
    const time = (text: string, value = Number.NaN) => ({ name: `${name}, ${text}`, value, unit: 's' });
    const times = (name: string, one = Number.NaN, other = Number.NaN) => ({
      name,
      value: one / other,
      unit: 'x',
    });
    return [
      time('0 ms, full budget', near.ours),
      time('20 ms, full budget', far.ours),
      time('20 ms, gentle budget', slow.gentle),
      time('20 ms, six net-snmp subtrees', far.subtrees),
      { ...times('20 ms, full: times as fast as six subtrees', far.subtrees, far.ours), atLeast: 5 },
      { name: 'growth of memory in a sweep', value: memory, unit: 'MB', limit: 64 },
      ...(hasPeer
        ? [
            time('0 ms, snmpbulkwalk -Cr50', near.snmpbulkwalk),
            time('20 ms, snmpbulkwalk -Cr50', slow.snmpbulkwalk),
            { ...times('0 ms, full: of the time of snmpbulkwalk', near.ours, near.snmpbulkwalk), limit: 1.5 },
            {
              ...times('20 ms, full: times as fast as snmpbulkwalk', slow.snmpbulkwalk, far.ours),
              atLeast: 20,
            },
            {
              ...times('20 ms, gentle: of the time of snmpbulkwalk', slow.gentle, slow.snmpbulkwalk),
              limit: 1,
            },
          ]
        : []),
    ];
  } finally {
    await agent.stop();
  }
}
