import { join } from 'node:path';
import Database from 'libsql';
import { expect, onTestFinished, test } from 'vitest';
import { openSqliteStorage, seedTenant } from '../src/index.ts';
import { temporaryFolder } from './support/serve.ts';
import { provider, ticket } from './support/tenant.ts';

const scope = { tenantId: 'norte', companyId: 'matriz', technicianId: 'ana' };
const filter = { statuses: ['assigned'], limit: 10 } as const;

test('SQLite knows how its tables look: at the first tidying, when one has grown, and at the end', async () => {
  const path = join(await temporaryFolder(), 'field.db');
  const statistics = () => {
    const database = new Database(path);
    try {
      const rows = database.prepare("select idx, stat from sqlite_stat1 where tbl = 'tickets'").all();
      return (rows as { idx: string; stat: string }[]).map(({ stat }) => Number(stat.split(' ')[0]));
    } finally {
      database.close();
    }
  };
  const storage = await openSqliteStorage({ path, secretKey: '11'.repeat(32) });
  let closed = false;
  onTestFinished(async () => {
    if (!closed) await storage.close();
  });
  const tidy = () => storage.tidy('2026-03-02T12:00:00Z', new AbortController().signal);
  await seedTenant(storage, provider('norte'));
  await tidy();
  expect(new Set(statistics())).toEqual(new Set([2]));

  const tickets = Array.from({ length: 300 }, (_, index) => ticket(`more-${index}`));
  await seedTenant(storage, provider('norte', { tickets }));
  await storage.as(scope).tickets.list(filter);
  await storage.close();
  closed = true;
  // Those of an index are estimated from the rows that were looked at.
  expect(Math.max(...statistics())).toBeGreaterThan(200);
});
