import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { supportPage } from './support-page.ts';
import { loadVendorContracts } from './vendor-contracts.ts';

test('docs/vendor-support.md is what the drivers and their cases say', async () => {
  const page = await readFile(new URL('../../../../docs/vendor-support.md', import.meta.url), 'utf8');
  expect(page, 'run npm --prefix packages/olt run vendor-support').toBe(
    supportPage(await loadVendorContracts()),
  );
});
