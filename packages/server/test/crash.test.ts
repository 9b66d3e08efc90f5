import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { openPostgresStorage, openSqliteStorage } from '../src/index.ts';
import { testCrashes } from './crash/test-crashes.ts';
import { findPostgres, type Postgres, startPostgres } from './support/postgres.ts';
import { secretKey, temporaryFolder } from './support/serve.ts';

testCrashes({
  name: 'SQLite',
  place: async () => join(await temporaryFolder(), 'field.db'),
  open: (path) => openSqliteStorage({ path, secretKey }),
});

const programs = findPostgres();

if (programs === undefined) {
  test.skip('crashes on PostgreSQL: PostgreSQL is not installed (Debian package postgresql)', () => {});
} else {
  describe('with a database server', () => {
    let postgres: Postgres;
    beforeAll(async () => {
      postgres = await startPostgres(programs);
    });
    afterAll(() => postgres.stop());

    testCrashes({
      name: 'PostgreSQL',
      place: () => postgres.create(),
      open: (url) =>
        openPostgresStorage({ url, secretKey, evidencePath: join(postgres.folder, randomUUID()) }),
    });
  });
}
