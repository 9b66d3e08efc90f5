// Runs every packages/*/bench/*.bench.ts, one process each, prints one table and writes the numbers as JSON.
// A bench exports a function that gives its measures, or the reason why it cannot measure here.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename, dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './root.mjs';
import { runCommand } from './run-command.mjs';
import { listPackages } from './workspace-packages.mjs';

/** @typedef {import('./measure.ts').Measure} Measure */
/** @typedef {import('./measure.ts').Outcome} Outcome */

const [, , only, file] = process.argv;
if (only === '--run') await runOne(String(file));
else await runAll(only);

/** Runs one bench in this process; its outcome is the last line. @param {string} path */
async function runOne(path) {
  const { default: bench } = await import(pathToFileURL(path).href);
  process.stdout.write(`\n${JSON.stringify(await bench())}\n`);
}

/** @param {string | undefined} filter a part of a file's path */
async function runAll(filter) {
  const files = listPackages('packages').flatMap(({ folder }) => {
    const home = `${root}${folder}/bench`;
    if (!existsSync(home)) return [];
    const benches = readdirSync(home).filter((name) => name.endsWith('.bench.ts'));
    return benches.map((name) => ({
      name: `${basename(folder)}/${name.replace('.bench.ts', '')}`,
      path: `${home}/${name}`,
    }));
  });
  /** @type {(Measure & { bench: string, ok: boolean })[]} */
  const measures = [];
  /** @type {{ bench: string, reason: string }[]} */
  const skipped = [];
  for (const { name, path } of files.filter((one) => one.path.includes(filter ?? ''))) {
    const output = await runCommand(
      process.execPath,
      ['--import', 'tsx', '--conditions', '@field/source', `${root}scripts/bench.mjs`, '--run', path],
      { cwd: root },
    );
    /** @type {Outcome} */
    const outcome = JSON.parse(output.trimEnd().split('\n').at(-1) ?? '');
    if ('skipped' in outcome) skipped.push({ bench: name, reason: outcome.skipped });
    else measures.push(...outcome.map((one) => ({ bench: name, ...one, ok: withinLimits(one) })));
  }
  for (const { bench, name, value, unit, limit, atLeast, ok } of measures) {
    const promise =
      limit !== undefined ? `at most ${limit}` : atLeast !== undefined ? `at least ${atLeast}` : '';
    const number = `${value.toPrecision(3)} ${unit}`;
    process.stdout.write(
      `bench: ${ok ? 'ok    ' : 'FAILED'} ${bench.padEnd(18)} ${number.padStart(12)} ${promise.padStart(14)}  ${name}\n`,
    );
  }
  for (const { bench, reason } of skipped)
    process.stdout.write(`bench: skip   ${bench.padEnd(18)} ${reason}\n`);
  const report = process.env.FIELD_BENCH_REPORT ?? `${root}node_modules/.cache/field-bench.json`;
  const machine = { node: process.version, platform: process.platform, processor: cpus()[0]?.model ?? '' };
  mkdirSync(dirname(report), { recursive: true });
  writeFileSync(report, `${JSON.stringify({ machine, measures, skipped }, null, 2)}\n`);
  process.stdout.write(`bench: ${measures.length} measures in ${report}\n`);
  if (measures.some(({ ok }) => !ok)) process.exitCode = 1;
}

/** @param {Measure} measure */
function withinLimits({ value, limit = Number.POSITIVE_INFINITY, atLeast = Number.NEGATIVE_INFINITY }) {
  return value <= limit && value >= atLeast;
}
