import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { openPostgresStorage, seedTenant } from '../src/index.ts';
import { postgresEngine } from '../src/storage/postgres-storage.ts';
import type { Tables } from '../src/storage/tables.ts';
import { isDoorTable } from '../src/storage/tenant-tables.ts';
import { migrateTo, secretKey, useEngine } from './support/engine.ts';
import { findPostgres, type Postgres, startPostgres } from './support/postgres.ts';
import { serve } from './support/serve.ts';
import { password, provider } from './support/tenant.ts';

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
  useEngine({
    async open() {
      const { url, giveBack } = await postgres.lease(prepared);
      const storage = await open(url);
      let closed: Promise<void> | undefined;
      const close = async () => {
        await storage.close();
        await giveBack();
      };
      return {
        ...storage,
        close() {
          closed ??= close();
          return closed;
        },
      };
    },
    async openEngine() {
      const pool = new pg.Pool({ connectionString: await postgres.create(prepared), max: 2, pipeline: true });
      // A pool that ends does not wait for its idle connections, and the server goes with the tests.
      pool.on('error', () => {});
      return postgresEngine(new Kysely({ dialect: new PostgresDialect({ pool }) }), pool);
    },
    async openVersion(migration, rows) {
      const url = await postgres.create();
      const pool = new pg.Pool({ connectionString: url });
      const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
      await migrateTo(db, migration);
      await db.destroy();
      await postgres.run(url, rows);
      return open(url);
    },
  });

  // Every behaviour the protocol promises, once more on the other engine.
  describe('on PostgreSQL', async () => {
    await import('./tickets.test.ts');
    await import('./sync.test.ts');
    await import('./products.test.ts');
    await import('./closing.test.ts');
    await import('./closings-beside.test.ts');
    await import('./day.test.ts');
    await import('./evidence.test.ts');
    await import('./uploads.test.ts');
    await import('./upload-ends.test.ts');
    await import('./tus-client.test.ts');
    await import('./room.test.ts');
    await import('./conformance.test.ts');
    await import('./field-conformance.test.ts');
    await import('./fuzz.test.ts');
    await import('./idempotency.test.ts');
    await import('./isolation.test.ts');
    await import('./secrets.test.ts');
    await import('./session.test.ts');
    await import('./sign-in-races.test.ts');
    await import('./client-day.test.ts');
    await import('./dispatch.test.ts');
    await import('./dispatch-outages.test.ts');
    await import('./dispatch-settings.test.ts');
    await import('./dispatch-stock.test.ts');
    await import('./editing.test.ts');
    await import('./paging.test.ts');
    await import('./imports.test.ts');
    await import('./provider-day.test.ts');
    await import('./onu-jobs.test.ts');
    await import('./onu-job-faults.test.ts');
    await import('./onu-job-refusals.test.ts');
    await import('./onu-job-silence.test.ts');
    await import('./second-backend.test.ts');
    await import('./ixc.test.ts');
    await import('./ixc-dispatch.test.ts');
    await import('./set-back.test.ts');
    await import('./ixc-faults.test.ts');
    await import('./ixc-loans.test.ts');
    await import('./tenant-guard.test.ts');
    await import('./tenant-walk.test.ts');
    await import('./tidy.test.ts');
    await import('./versions.test.ts');
  });

  test('every table of a tenant’s rows is guarded, its owner included', async () => {
    const client = new pg.Client({ connectionString: await postgres.create(prepared) });
    await client.connect();
    const { rows } = await client.query<{ name: string; guarded: boolean; policies: number }>(`
      select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as guarded,
        (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' and c.relname not like 'kysely%' order by 1`);
    await client.end();
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter(({ name, guarded }) => isDoorTable(name) && !guarded).map(({ name }) => name)).toEqual(
      ['access_tokens', 'installation', 'login_attempts', 'refresh_tokens', 'tenant_domains'],
    );
    const others = rows.filter(({ name }) => !isDoorTable(name));
    expect(others.filter(({ guarded, policies }) => !guarded || policies !== 1)).toEqual([]);
  });

  test('passwords, tokens and PPPoE secrets are not in a dump of the database', async () => {
    const url = await postgres.create(prepared);
    const storage = await open(url);
    onTestFinished(storage.close);
    const { login, json } = await serve({ storage });
    const as = await login();
    expect(await json('GET', '/v1/tickets/t-1/pppoe', { as })).toMatchObject({ password: 'pppoe-secret-1' });
    const dump = execFileSync(join(programs, 'pg_dump'), [url.replace('//field@', '//postgres@')], {
      encoding: 'utf8',
    });
    expect(dump).toContain('jose.silva');
    for (const secret of ['pppoe-secret-1', password, as.accessToken, as.refreshToken]) {
      expect(dump).not.toContain(secret);
    }
  });

  test('a user whom row-level security does not bind is refused', async () => {
    const url = (await postgres.create(prepared)).replace('//field@', '//postgres@');
    await expect(open(url)).rejects.toMatchObject({
      code: 'server.database_user_unbound',
      details: { user: 'postgres' },
    });
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
