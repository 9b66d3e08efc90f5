import { type Kysely, PostgresAdapter, sql } from 'kysely';

const tables = ['catalogue', 'policies'];

/**
 * `tenants.settings` names the state of what closings are judged by: another name after every change, whoever made it. What was read under a
 * name is true as long as the tenant has it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('tenants')
    .addColumn('settings', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await (db.getExecutor().adapter instanceof PostgresAdapter ? watchOnPostgres(db) : watchOnSqlite(db));
}

async function watchOnPostgres(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function name_settings_anew() returns trigger language plpgsql as $$
    begin
      update tenants set settings = gen_random_uuid()::text where id = coalesce(new.tenant_id, old.tenant_id);
      return null;
    end $$`.execute(db);
  for (const table of tables) {
    await sql`create trigger ${sql.ref(`${table}_changed`)} after insert or update or delete on ${sql.table(table)}
      for each row execute function name_settings_anew()`.execute(db);
  }
}

async function watchOnSqlite(db: Kysely<unknown>): Promise<void> {
  for (const table of tables) {
    for (const [event, row] of [
      ['insert', 'new'],
      ['update', 'new'],
      ['delete', 'old'],
    ] as const) {
      await sql`create trigger ${sql.ref(`${table}_${event}`)} after ${sql.raw(event)} on ${sql.table(table)}
        begin
          update tenants set settings = lower(hex(randomblob(16))) where id = ${sql.ref(`${row}.tenant_id`)};
        end`.execute(db);
    }
  }
}
