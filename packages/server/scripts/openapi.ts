// Keeps docs/reference/openapi.json what the server answers at /openapi.json.
//   npm run openapi                      writes it, unless that would break clients
//   npm run openapi -- --accept-breaking writes it all the same
//   npm run openapi -- --check           writes nothing; fails where it is not up to date, and says what would break
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeProtocol } from '../src/protocol/openapi.ts';
import { routes } from '../src/protocol/routes/routes.ts';
import { type ApiDocument, findBreakingChanges } from './breaking-changes.ts';

const { values } = parseArgs({
  options: { check: { type: 'boolean' }, 'accept-breaking': { type: 'boolean' }, base: { type: 'string' } },
});
const file = fileURLToPath(new URL('../../../docs/reference/openapi.json', import.meta.url));
const document = JSON.parse(JSON.stringify(describeProtocol(routes))) as ApiDocument;
const committed = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
/** What clients were written for: the file, or the file as it was at the commit or tag `--base` names. */
const base = values.base === undefined ? committed : showAt(values.base);
const breaking = base === undefined ? [] : findBreakingChanges(JSON.parse(base) as ApiDocument, document);
for (const { at, what } of breaking) process.stderr.write(`breaking: ${at}: ${what}\n`);

if (values.check) {
  // A formatter may lay the file out in its own way.
  const isCurrent =
    committed !== undefined && JSON.stringify(JSON.parse(committed)) === JSON.stringify(document);
  if (!isCurrent)
    process.stderr.write('docs/reference/openapi.json is not up to date: run `npm run openapi`\n');
  process.exitCode = isCurrent && breaking.length === 0 ? 0 : 1;
} else if (breaking.length > 0 && !values['accept-breaking']) {
  process.stderr.write('not written; --accept-breaking writes it all the same\n');
  process.exitCode = 1;
} else {
  writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`);
}

function showAt(revision: string): string {
  return execFileSync('git', ['show', `${revision}:./docs/reference/openapi.json`], {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
    encoding: 'utf8',
  });
}
