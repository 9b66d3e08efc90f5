// Writes docs/fault-matrix.md from a run of all cases; with --check it fails when the page says something else.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { formatScenario, pageHead } from './fault-table.ts';
import { casesOf, describeWrong, playCases } from './matrix.ts';
import { scenarios } from './scenarios.ts';

const file = fileURLToPath(new URL('../../../../docs/fault-matrix.md', import.meta.url));
const sections: string[] = [];
let wrong = 0;
for (const scenario of scenarios) {
  const { healthy, cases } = await casesOf(scenario);
  const rows = await playCases(scenario, cases, healthy.after);
  sections.push(formatScenario(scenario.title, rows));
  for (const row of rows.filter((one) => one.wrong.length > 0)) {
    wrong += 1;
    process.stdout.write(`wrong: ${scenario.title}: ${describeWrong(row)}\n`);
  }
  process.stdout.write(`${scenario.title}: ${rows.length} cases\n`);
}
const page = pageHead + sections.join('\n');
const stale = process.argv.includes('--check') && (await readFile(file, 'utf8')) !== page;
if (!process.argv.includes('--check')) await writeFile(file, page);
if (stale) process.stdout.write(`${file} is out of date\n`);
process.exitCode = stale || wrong > 0 ? 1 : 0;
