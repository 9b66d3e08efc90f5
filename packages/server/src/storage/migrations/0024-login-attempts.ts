import type { Kysely } from 'kysely';

/** Counts of failed logins, which several servers share and a restart keeps. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('login_attempts')
    .addColumn('rule', 'text', (column) => column.primaryKey())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('blocked_until', 'text', (column) => column.notNull())
    .addColumn('last_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('login_attempts_age').on('login_attempts').column('last_at').execute();
}
