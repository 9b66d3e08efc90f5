// npm run test:faults [RUNS [SEED [SERVER]]]: 10,000 days unless told, six of ten with our server, the rest with the
// stand-in that is forgetful, in two processes; prints totals, and the story of a day that went wrong.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { add, formatTotals, type runDays, type Totals } from './run-days.ts';
import type { ServerKind } from './servers.ts';

/** Days for one process to live. */
export interface Slice {
  readonly kind: ServerKind;
  readonly from: number;
  readonly count: number;
}

type Told = Awaited<ReturnType<typeof runDays>>;

const [runs = '10000', seed = '1', only] = process.argv.slice(2);
const processes = Number(process.env.FIELD_FAULT_PROCESSES ?? 2);
const sliceDays = 100;
const kinds = (['ours', 'forgetful'] as const).filter((kind) => only === undefined || kind === only);
const none: Totals = { days: 0, deeds: 0, requests: 0, faults: 0, kills: 0 };
const totals = new Map(kinds.map((kind) => [kind, { ...none }]));
const slices = kinds.flatMap((kind) => {
  const share = only ? 1 : kind === 'ours' ? 0.6 : 0.4;
  return slicesOf(kind, Math.round(Number(runs) * share));
});
const wanted = slices.reduce((sum, { count }) => sum + count, 0);
if (!(wanted > 0)) throw new TypeError(`no days in ${process.argv.slice(2).join(' ')}`);

function slicesOf(kind: ServerKind, days: number): Slice[] {
  return Array.from({ length: Math.ceil(days / sliceDays) }, (_, index) => ({
    kind,
    from: Number(seed) + index * sliceDays,
    count: Math.min(sliceDays, days - index * sliceDays),
  }));
}

function say(line: string): void {
  process.stdout.write(`faults: ${line}\n`);
}

/** One process, given slices until there are none left or a day went wrong. */
function work(): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = fork(fileURLToPath(new URL('./fault-worker.ts', import.meta.url)));
    let slice: Slice | undefined;
    const next = () => {
      slice = slices.shift();
      if (slice) worker.send(slice);
      else worker.disconnect();
    };
    worker.on('message', ({ failed, totals: more }: Told) => {
      const { kind } = slice as Slice;
      const sum = totals.get(kind) as Totals;
      add(sum, more);
      if (sum.days % 1000 === 0) say(`${kind}: ${sum.days} days`);
      if (failed) {
        slices.length = 0;
        process.exitCode = 1;
        for (const line of [...failed.story, ...failed.wrong]) say(line);
        say(`WRONG: seed ${failed.seed}, ${kind}; again with npm run test:faults 1 ${failed.seed} ${kind}`);
      }
      next();
    });
    worker.on('error', reject);
    worker.on('exit', (code) =>
      code === 0 ? resolve() : reject(new TypeError(`a process ended with ${code}`)),
    );
    next();
  });
}

const started = performance.now();
say(`${wanted} days from seed ${seed}`);
await Promise.all(Array.from({ length: Math.min(processes, slices.length) }, work));
for (const [kind, sum] of totals) say(`${kind}: ${formatTotals(sum)}`);
const lived = [...totals.values()].reduce((sum, { days }) => sum + days, 0);
const seconds = Math.round((performance.now() - started) / 1000);
say(
  `${lived} days in ${seconds} s: ${process.exitCode ? 'one went wrong' : '0 lost, 0 doubled, 0 reordered, 0 blocked'}`,
);
