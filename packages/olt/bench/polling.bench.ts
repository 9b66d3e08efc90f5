import { fork } from 'node:child_process';
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { isFull, type Measure } from '../../../scripts/measure.ts';
import { connectOlt, type Olt } from '../src/index.ts';
import { watchOwnWork } from './rigs/own-work.ts';

const olts = 200;
const onus = 128;
const everyMs = 20_000;
const totalMs = isFull ? 60_000 : 20_000;

/** Connects to every OLT, then reads all ONUs of each in turn, everyone's turn at its own moment. */
export default async function bench(): Promise<Measure[]> {
  const program = (name: string) => fileURLToPath(new URL(`rigs/${name}`, import.meta.url));
  const fleet = fork(program('olt-fleet-program.ts'), [String(olts), String(onus)]);
  const idle = fork(program('idle-program.ts'));
  const gone = Promise.all([once(fleet, 'exit'), once(idle, 'exit')]);
  try {
    const [ports] = (await once(fleet, 'message')) as [number[]];
    const before = process.memoryUsage.rss();
    const connected = await Promise.all(
      ports.map((port) =>
        connectOlt({
          target: `snmp://127.0.0.1:${port}`,
          vendor: 'huawei',
          snmp: { version: '2c', community: 'public' },
        }),
      ),
    );
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const work = watchOwnWork();
    const polls = await poll(connected);
    delay.disable();
    const own = work.stop();
    idle.send('report');
    const [idleMs] = (await once(idle, 'message')) as [number];
    const memory = (process.memoryUsage.rss() - before) / 1_048_576 / olts;
    for (const olt of connected) await olt.close();
    const name = `${olts} OLTs of ${onus} ONUs, each every ${everyMs / 1_000} s, for ${totalMs / 1_000} s`;
    return [
      { name: `${name}: polls`, value: polls.done, unit: '' },
      { name: 'polls that were due while the one before still ran', value: polls.missed, unit: '' },
      { name: 'memory of the polling process', value: memory, unit: 'MB/OLT' },
      { name: "event loop's delay, 99 of 100", value: delay.percentile(99) / 1e6, unit: 'ms', limit: 50 },
      { name: 'its own work between two turns, 99 of 100', value: own.p99, unit: 'ms', limit: 50 },
      { name: 'its own work between two turns, the most', value: own.most, unit: 'ms' },
      {
        name: "event loop's delay of a process beside it that does nothing, 99 of 100",
        value: idleMs,
        unit: 'ms',
      },
    ];
  } finally {
    fleet.disconnect();
    idle.disconnect();
    await gone;
  }
}

async function poll(connected: readonly Olt[]): Promise<{ done: number; missed: number }> {
  const counts = { done: 0, missed: 0 };
  const running = new Set<Promise<void>>();
  const busy = new Set<Olt>();
  const read = async (olt: Olt) => {
    busy.add(olt);
    const rows = await olt.listOnus();
    if (rows.length !== onus) throw new Error(`${rows.length} of ${onus} ONUs`);
    busy.delete(olt);
    counts.done += 1;
  };
  const turn = (olt: Olt) => {
    if (busy.has(olt)) {
      counts.missed += 1;
      return;
    }
    const reading = read(olt).finally(() => running.delete(reading));
    running.add(reading);
  };
  const timers: NodeJS.Timeout[] = [];
  for (const [at, olt] of connected.entries()) {
    const first = (at / connected.length) * everyMs;
    for (let due = first; due < totalMs; due += everyMs) timers.push(setTimeout(() => turn(olt), due));
  }
  await new Promise((resolve) => timers.push(setTimeout(resolve, totalMs)));
  await Promise.all(running);
  return counts;
}
