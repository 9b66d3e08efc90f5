// Writes docs/fault-matrix.md from a run of all cases; with --check it fails when the page says something else. With --only TEXT it
// plays the writes whose heading has the text, and leaves the rest of the page as it is.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { findSection, formatScenario, pageHead } from './fault-table.ts';
import { casesOf, describeWrong, playCases } from './matrix.ts';
import { headingOf } from './scenario.ts';
import { scenarios } from './scenarios.ts';

const file = fileURLToPath(new URL('../../../../docs/fault-matrix.md', import.meta.url));
const onlyAt = process.argv.indexOf('--only');
const only = onlyAt < 0 ? '' : (process.argv[onlyAt + 1] ?? '');
const check = process.argv.includes('--check');
const old = await readFile(file, 'utf8');
const sections = new Map(scenarios.map((one) => [headingOf(one), findSection(old, headingOf(one))]));
const page = () => pageHead + [...sections.values()].filter((section) => section !== '').join('\n');
let wrong = 0;
for (const scenario of scenarios) {
  const heading = headingOf(scenario);
  if (!heading.includes(only)) continue;
  const { healthy, cases } = await casesOf(scenario);
  const rows = await playCases(scenario, cases, healthy.after);
  sections.set(heading, formatScenario(heading, rows));
  for (const row of rows.filter((one) => one.wrong.length > 0)) {
    wrong += 1;
    process.stdout.write(`wrong: ${heading}: ${describeWrong(row)}\n`);
  }
  process.stdout.write(`${heading}: ${rows.length} cases\n`);
  // As soon as it is known: all of them take some minutes.
  if (!check) await writeFile(file, page());
}
const stale = check && old !== page();
if (stale) process.stdout.write(`${file} is out of date\n`);
process.exitCode = stale || wrong > 0 ? 1 : 0;
