import { type Kysely, PostgresAdapter, sql } from 'kysely';

/** What a state's name stands for: tables, and of some only certain changes of a row. */
const states = {
  settings: { catalogue: null, policies: null },
  people: {
    sessions: ['ended_at'],
    technicians: ['name', 'role', 'active'],
    companies: ['name'],
  },
} as const;

/**
 * `tenants.settings` and `tenants.people` name the state of what closings are judged by, and of who is signed in and who they are: another
 * name after every change, whoever made it. What was read under a name is true as long as the tenant has it. A row that is new among the
 * people changes nothing that was read.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const watch = db.getExecutor().adapter instanceof PostgresAdapter ? watchOnPostgres : watchOnSqlite;
  for (const [column, tables] of Object.entries(states)) {
    await db.schema
      .alterTable('tenants')
      .addColumn(column, 'text', (builder) => builder.notNull().defaultTo(''))
      .execute();
    for (const [table, columns] of Object.entries(tables)) await watch(db, column, table, columns);
  }
}

type Watch = (
  db: Kysely<unknown>,
  column: string,
  table: string,
  columns: readonly string[] | null,
) => Promise<void>;

const watchOnPostgres: Watch = async (db, column, table, columns) => {
  const rename = sql.ref(`name_${column}_anew`);
  // Of many rows deleted or added by one statement the tenant is named anew once.
  await sql`
    create or replace function ${rename}() returns trigger language plpgsql as $$
    begin
      if tg_level = 'ROW' then
        update tenants set ${sql.ref(column)} = gen_random_uuid()::text where id = new.tenant_id;
      else
        update tenants set ${sql.ref(column)} = gen_random_uuid()::text where id in (select tenant_id from changed);
      end if;
      return null;
    end $$`.execute(db);
  const of = (event: string) => sql`create trigger ${sql.ref(`${table}_${event}_${column}`)} after`;
  const on = sql`on ${sql.table(table)}`;
  await sql`${of('delete')} delete ${on} referencing old table as changed for each statement execute function ${rename}()`.execute(
    db,
  );
  const differs = sql.join(
    (columns ?? []).map((name) => sql`old.${sql.ref(name)} is distinct from new.${sql.ref(name)}`),
    sql` or `,
  );
  await sql`${of('update')} update ${on} for each row ${columns ? sql`when (${differs})` : sql``} execute function ${rename}()`.execute(
    db,
  );
  if (columns) return;
  await sql`${of('insert')} insert ${on} referencing new table as changed for each statement execute function ${rename}()`.execute(
    db,
  );
};

const watchOnSqlite: Watch = async (db, column, table, columns) => {
  const differs = sql.join(
    (columns ?? []).map((name) => sql`old.${sql.ref(name)} is not new.${sql.ref(name)}`),
    sql` or `,
  );
  const watch = (event: string, row: string, when = sql``) =>
    sql`create trigger ${sql.ref(`${table}_${event}_${column}`)} after ${sql.raw(event)} on ${sql.table(table)} ${when}
      begin
        update tenants set ${sql.ref(column)} = lower(hex(randomblob(16))) where id = ${sql.ref(`${row}.tenant_id`)};
      end`.execute(db);
  await watch('delete', 'old');
  await watch('update', 'new', columns ? sql`when ${differs}` : sql``);
  if (!columns) await watch('insert', 'new');
};
