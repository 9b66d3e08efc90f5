// Adds up vitest's JSON reports: `node scripts/count-tests.mjs REPORT...`. A missing report or an empty run is a failure.
import { readFileSync } from 'node:fs';

let passed = 0;
let failed = 0;
let skipped = 0;
for (const file of process.argv.slice(2)) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    passed += report.numPassedTests;
    failed += report.numFailedTests;
    skipped += report.numPendingTests + report.numTodoTests;
  } catch (error) {
    process.stdout.write(`no report of a run: ${error instanceof Error ? error.message : error}\n`);
    process.exitCode = 1;
  }
}
if (passed === 0 || failed > 0) process.exitCode = 1;
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
