import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPostgresStorage, seedTenant } from '../src/index.ts';
import { secretKey, useEngine } from './support/engine.ts';
import { findPostgres, type Postgres, startPostgres } from './support/postgres.ts';
import { provider } from './support/tenant.ts';

const programs = findPostgres();

if (programs === undefined) {
  test.skip('the contract suite on PostgreSQL: PostgreSQL is not installed (Debian package postgresql)', () => {});
} else {
  let postgres: Postgres;
  /** A database with all tables, to copy. */
  let prepared: string;
  beforeAll(async () => {
    postgres = await startPostgres(programs);
    prepared = await postgres.create();
    await (await open(prepared)).close();
  });
  afterAll(() => postgres.stop());
  const open = (url: string) =>
    openPostgresStorage({ url, secretKey, evidencePath: join(postgres.folder, randomUUID()) });
  useEngine(async () => open(await postgres.create(prepared)));

  // Every behaviour the protocol promises, once more on the other engine.
  describe('on PostgreSQL', async () => {
    await import('./tickets.test.ts');
    await import('./sync.test.ts');
    await import('./products.test.ts');
    await import('./closing.test.ts');
    await import('./evidence.test.ts');
    await import('./idempotency.test.ts');
    await import('./isolation.test.ts');
    await import('./session.test.ts');
    await import('./client-day.test.ts');
  });

  test('changes of two servers on one database take turns: none is lost, none is done twice', async () => {
    const url = await postgres.create();
    const servers = [await open(url), await open(url)];
    const [first] = servers;
    if (first) await seedTenant(first, provider('norte'));
    const scope = { tenantId: 'norte', companyId: 'matriz', technicianId: 'ana' };
    const times = { occurredAt: '2026-03-02T12:00:00Z', recordedAt: '2026-03-02T12:00:00Z' };
    const use = { productId: 'connector', quantity: 1, mode: 'sale' } as const;
    const taken = await Promise.all(
      Array.from({ length: 24 }, (_, turn) =>
        servers[turn % 2]?.change(scope, async (store) => {
          const moved = await store.stock.take('t-1', use, times);
          if (moved) await store.tickets.update('t-1', { status: 'inProgress' }, times.recordedAt);
          return moved;
        }),
      ),
    );
    expect(taken.filter((moved) => moved !== null)).toHaveLength(10);
    const store = servers[1]?.as(scope);
    expect(await store?.stock.listUses('t-1')).toHaveLength(10);
    expect((await store?.tickets.find('t-1'))?.version).toBe(11);
    await Promise.all(servers.map((storage) => storage.close()));
  });

  test('a database that is not there is a clear error, without the password', async () => {
    const url = 'postgres://field:secret-7@127.0.0.1:1/field';
    const opening = openPostgresStorage({ url, evidencePath: join(postgres.folder, 'none') });
    await expect(opening).rejects.toMatchObject({
      code: 'server.storage_not_opened',
      details: { path: '127.0.0.1:1/field' },
    });
    await expect(opening).rejects.not.toThrow('secret-7');
  });
}
