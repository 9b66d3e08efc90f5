// Writes docs/vendor-support.md from the drivers and their cases; with --check it fails when the page says something else.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { supportPage } from './support-page.ts';
import { loadVendorContracts } from './vendor-contracts.ts';

const file = fileURLToPath(new URL('../../../../docs/vendor-support.md', import.meta.url));
const page = supportPage(await loadVendorContracts());
if (!process.argv.includes('--check')) await writeFile(file, page);
else if ((await readFile(file, 'utf8')) !== page) {
  process.stderr.write(
    'docs/vendor-support.md is out of date: npm --prefix packages/olt run vendor-support\n',
  );
  process.exitCode = 1;
}
