// Everything but the tests that has to hold before a change is merged: one line a step, a tool's words only when it fails.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkConsumerRun, checkConsumerTypes, installConsumer } from './check/consumer.mjs';
import { checkDependencyRules } from './check/dependency-rules.mjs';
import { checkDocuments } from './check/documents.mjs';
import { checkFileSizes } from './check/file-sizes.mjs';
import { checkRegexes } from './check/regexes.mjs';
import { checkShapes } from './check/shapes.mjs';
import { checkSizes } from './check/sizes.mjs';
import { checkStyle } from './check/style.mjs';
import { checkArethetypeswrong, checkPublint, packPackages } from './check/tarballs.mjs';
import { checkTypes } from './check/types.mjs';
import { CommandFailed } from './run-command.mjs';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'field-check-')));
/** @type {string[]} */
const failed = [];
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
await step('types', checkTypes);
await step('style', checkStyle);
await step('dependency rules', checkDependencyRules);
await step('file sizes', checkFileSizes);
await step('documents', checkDocuments);
await step('regular expressions', checkRegexes);
await step('shapes', checkShapes);
await step('bundle sizes', checkSizes);
if (await step('pack', () => packPackages(folder))) {
  await step('publint', () => checkPublint(folder));
  await step('arethetypeswrong', () => checkArethetypeswrong(folder));
  if (await step('consumer: install', () => installConsumer(folder))) {
    await step('consumer: types', () => checkConsumerTypes(folder));
    await step('consumer: run', () => checkConsumerRun(folder));
  }
}
process.stdout.write(failed.length === 0 ? 'check: all passed\n' : `check: failed: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;

/**
 * @param {string} name
 * @param {() => Promise<string>} work resolves with what it looked at, in a few words
 */
async function step(name, work) {
  const started = performance.now();
  const took = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  try {
    const result = await work();
    process.stdout.write(`check: ok     ${name.padEnd(18)} ${took().padStart(7)}  ${result}\n`);
    return true;
  } catch (error) {
    failed.push(name);
    const message = error instanceof Error ? error.message : String(error);
    process.stdout.write(`check: FAILED ${name.padEnd(18)} ${took().padStart(7)}  ${message}\n`);
    if (error instanceof CommandFailed) process.stdout.write(`${error.output.trimEnd()}\n`);
    return false;
  }
}
