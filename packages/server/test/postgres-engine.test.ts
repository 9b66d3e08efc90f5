import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openPostgresStorage, seedTenant } from '../src/index.ts';
import { isDoorTable } from '../src/storage/tenant-tables.ts';
import { findPostgres } from './support/postgres.ts';
import { serve } from './support/serve.ts';
import { password, provider } from './support/tenant.ts';
import { usePostgresEngine } from './support/use-postgres-engine.ts';

const programs = findPostgres();

if (programs === undefined) {
  test.skip('the engine PostgreSQL: PostgreSQL is not installed (Debian package postgresql)', () => {});
} else {
  const { postgres, prepared, open } = usePostgresEngine(programs);

  // What leans most on the driver and its transactions; all the rest on this engine is postgres.test.ts.
  describe('on PostgreSQL', async () => {
    await import('./day.test.ts');
    await import('./closing.test.ts');
    await import('./idempotency.test.ts');
    await import('./versions.test.ts');
  });

  test('every table of a tenant’s rows is guarded, its owner included', async () => {
    const client = new pg.Client({ connectionString: await postgres().create(prepared()) });
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
    const url = await postgres().create(prepared());
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
    const url = (await postgres().create(prepared())).replace('//field@', '//postgres@');
    await expect(open(url)).rejects.toMatchObject({
      code: 'server.database_user_unbound',
      details: { user: 'postgres' },
    });
  });

  test('changes of two servers on one database take turns: none is lost, none is done twice', async () => {
    const url = await postgres().create();
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
    const opening = openPostgresStorage({ url, evidencePath: join(postgres().folder, 'none') });
    await expect(opening).rejects.toMatchObject({
      code: 'server.storage_not_opened',
      details: { path: '127.0.0.1:1/field' },
    });
    await expect(opening).rejects.not.toThrow('secret-7');
  });
}
