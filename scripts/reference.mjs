// Writes docs/reference from the built packages. A change of a released shape that breaks somebody is written with
// --breaking only.
import { mkdirSync, writeFileSync } from 'node:fs';
import { findBrokenShapes, readBuiltShapes, readReleasedShapes, shapesFile } from './check/shapes.mjs';
import { root } from './root.mjs';

mkdirSync(`${root}docs/reference`, { recursive: true });
const shapes = await readBuiltShapes();
const broken = findBrokenShapes(readReleasedShapes(), shapes);
if (broken.length > 0 && !process.argv.includes('--breaking')) {
  process.stderr.write(
    `${broken.join('\n')}\nreference: these break released shapes; --breaking writes them anyway\n`,
  );
  process.exitCode = 1;
} else {
  write(shapesFile, `${JSON.stringify(shapes, null, 1)}\n`);
  write('docs/reference/conflicts.md', await describeConflicts());
  write('docs/reference/privacy.md', await describePrivacy());
}

/** @returns {Promise<string>} */
export async function describeConflicts() {
  const { conflictOperations, decideConflict, meanwhileEvents } = await import('@field/core/conflicts');
  const { createTexts } = await import('@field/core/texts');
  const texts = createTexts();
  const row = (/** @type {readonly string[]} */ cells) => `| ${cells.join(' | ')} |`;
  const decisions = ['apply', 'rebase', 'ask', 'reject'];
  return [
    '# What becomes of work recorded offline',
    '',
    'Generated from `@field/core/conflicts` by `npm run reference`; every cell has a test. Rows are operations that waited on a',
    'phone, columns what happened to the ticket meanwhile. Of several events the strictest decision holds.',
    '',
    row(['operation', ...meanwhileEvents]),
    row(['---', ...meanwhileEvents.map(() => '---')]),
    ...conflictOperations.map((operation) =>
      row([`\`${operation}\``, ...meanwhileEvents.map((event) => decideConflict(operation, event))]),
    ),
    '',
    ...decisions.map((decision) => `- **${decision}**: ${texts.say(`conflict.${decision}`, 'en')}`),
    '',
  ].join('\n');
}

/** @returns {Promise<string>} */
async function describePrivacy() {
  const { listPublishedShapes } = await import('@field/core/json-schema');
  const { listPrivacy } = await import('@field/core/privacy');
  const rows = listPublishedShapes().flatMap(({ name, schema }) =>
    listPrivacy(schema)
      .filter(({ privacy }) => privacy !== 'public')
      .map(({ path, privacy }) => `| ${name} | ${path === '' ? '(itself)' : `\`${path}\``} | ${privacy} |`),
  );
  return [
    '# Fields that are not public',
    '',
    'Generated from the shapes by `npm run reference`. Every field that is not listed is public. `redact` of',
    '`@field/core/privacy` hides all of these unless their class is asked for.',
    '',
    '| shape | field | class |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** @param {string} file @param {string} content */
function write(file, content) {
  writeFileSync(root + file, content);
  process.stdout.write(`reference: ${file}\n`);
}
