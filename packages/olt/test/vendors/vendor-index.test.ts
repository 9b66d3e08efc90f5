import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { vendors } from '../../src/vendors/index.ts';

test('the generated list of vendors is as the folders are', async () => {
  const script = new URL('../../scripts/generate-vendor-index.mjs', import.meta.url).pathname;
  await expect(promisify(execFile)(process.execPath, [script, '--check'])).resolves.toMatchObject({
    stderr: '',
  });
  for (const [name, load] of Object.entries(vendors)) expect((await load()).vendor).toBe(name);
});
