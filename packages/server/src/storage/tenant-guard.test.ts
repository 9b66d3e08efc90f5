import { Kysely, SqliteDialect, sql } from 'kysely';
import Database from 'libsql';
import { expect, onTestFinished, test } from 'vitest';
import { migrate } from './migrations/migrations.ts';
import { withKnownStatements } from './sqlite-connection.ts';
import { sqliteEngine } from './sqlite-engine.ts';
import type { Tables } from './tables.ts';

async function openEngine() {
  const database = new Database(':memory:');
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  await migrate(db);
  onTestFinished(() => db.destroy());
  return sqliteEngine({ db, connection: withKnownStatements(database) });
}

const crossed = { code: 'server.tenant_crossed' };

test('what the guard cannot look into is not run', async () => {
  const { within } = await openEngine();
  const norte = within('norte');
  await expect(sql`select * from tickets`.execute(norte)).rejects.toMatchObject(crossed);
  const raw = norte.selectFrom(sql<{ id: string }>`tickets`.as('t')).selectAll();
  await expect(raw.execute()).rejects.toMatchObject(crossed);
  const cross = norte.selectFrom('products').crossJoin('tickets').select('tickets.id');
  await expect(cross.execute()).rejects.toMatchObject(crossed);
  const copy = norte
    .insertInto('products')
    .columns(['tenant_id'])
    .expression(norte.selectFrom('products').select('tenant_id'));
  await expect(copy.execute()).rejects.toMatchObject(crossed);
});

test('before a tenant is known only the door can be read', async () => {
  const { door } = await openEngine();
  expect(await door.selectFrom('tenant_domains').selectAll().execute()).toEqual([]);
  await expect(door.selectFrom('sessions').selectAll().execute()).rejects.toMatchObject(crossed);
  await expect(door.deleteFrom('operations').execute()).rejects.toMatchObject(crossed);
  const join = door
    .selectFrom('access_tokens')
    .innerJoin('sessions', 'sessions.id', 'session_id')
    .selectAll();
  await expect(join.execute()).rejects.toMatchObject(crossed);
});
