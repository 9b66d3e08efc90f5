import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { ProductUses, Timeline } from '@field/core';
import pg from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openPostgresStorage, seedTenant } from '../src/index.ts';
import { spawnJobServer } from './job-servers/spawn-server.ts';
import { callsTo, secretKey } from './support/serve.ts';
import { provider } from './support/tenant.ts';
import { usePostgres } from './support/use-postgres.ts';

const { postgres } = usePostgres();

test('two processes, one database: the same key while its change is in a transaction is one change', async () => {
  const database = await postgres().create();
  const evidencePath = join(postgres().folder, randomUUID());
  const storage = await openPostgresStorage({ url: database, secretKey, evidencePath });
  await seedTenant(storage, provider('norte'));
  await storage.close();
  const settings = { database, evidencePath, passwords: {} };
  const servers = await Promise.all([1, 2].map(() => spawnJobServer(settings)));
  const [one, two] = servers.map(({ url }) => callsTo(url));
  const as = await one?.login();
  if (!one || !two || !as) throw new TypeError('no server');

  // Keeps a change from writing its line on the timeline, the last but its answer.
  const blocker = new pg.Client({ connectionString: database.replace('//field@', '//postgres@') });
  await blocker.connect();
  onTestFinished(() => blocker.end());
  await blocker.query('begin; lock table timeline in exclusive mode');
  const stuck = (count: number) =>
    vi.waitFor(
      async () => {
        const { rows } = await blocker.query('select pid from pg_locks where not granted');
        expect(rows.length).toBe(count);
      },
      { timeout: 20_000, interval: 20 },
    );
  const path = '/v1/tickets/t-1/products';
  const headers = { 'idempotency-key': randomUUID() };
  const body = { productId: 'connector', quantity: 2, mode: 'sale' };
  const first = one.call('POST', path, { as, body, headers });
  await stuck(1);
  const second = two.call('POST', path, { as, body, headers });
  await stuck(2);
  await blocker.query('commit');

  const answers = await Promise.all([first, second]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  expect(answers.map((answer) => answer.headers.get('idempotency-replayed'))).toEqual([null, 'true']);
  const [told, again] = await Promise.all(answers.map((answer) => answer.json()));
  expect(again).toEqual(told);
  expect((await two.json<ProductUses>('GET', path, { as })).items).toEqual([told]);
  const { items } = await two.json<Timeline>('GET', '/v1/tickets/t-1/timeline', { as });
  expect(items.map(({ kind }) => kind)).toEqual(['productAdded']);
});
