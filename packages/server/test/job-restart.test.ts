import { join } from 'node:path';
import { test } from 'vitest';
import { openSqliteStorage } from '../src/index.ts';
import { killAndRestart } from './job-servers/killed.ts';
import { secretKey, temporaryFolder } from './support/serve.ts';

test('a server killed while it writes reads the OLT back when it starts again: done, not done, or a part', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'field.db');
  const evidencePath = join(folder, 'evidence');
  await killAndRestart(() => openSqliteStorage({ path, secretKey, evidencePath }), {
    database: path,
    evidencePath,
  });
});
