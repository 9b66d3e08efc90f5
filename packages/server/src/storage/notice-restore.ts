import { type Kysely, sql } from 'kysely';
import type { Engine } from './engine.ts';
import { markRestored } from './mark-restored.ts';
import type { Tables } from './tables.ts';

/**
 * Finds out by itself that a PostgreSQL database came out of a dump: its tables then have other numbers than when it was opened
 * last. A copy of the server's files has the same, and has to be told (`Storage.markRestored`).
 */
export async function noticeRestore(engine: Engine, now: string): Promise<void> {
  const { door } = engine;
  const place = await readPlace(door);
  const known = await door.selectFrom('installation').select('place').where('id', '=', 1).executeTakeFirst();
  if (known?.place === place) return;
  if (known) await markRestored(engine, now);
  await door
    .insertInto('installation')
    .values({ id: 1, place })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ place }))
    .execute();
}

/** The cluster, the database and the first of its tables, as PostgreSQL numbers them. */
async function readPlace(db: Kysely<Tables>): Promise<string> {
  // Some who rent databases out keep the cluster to themselves.
  const { rows: rights } = await sql<{ all: boolean }>`
    select has_function_privilege('pg_control_system()', 'execute') as all`.execute(db);
  const cluster =
    rights[0]?.all === true ? sql`(select system_identifier from pg_control_system())` : sql`null::text`;
  const { rows } = await sql<{ place: string }>`
    select concat_ws('/', ${cluster}, (select oid from pg_database where datname = current_database()),
      'tenants'::regclass::oid) as place`.execute(db);
  return rows[0]?.place ?? '';
}
