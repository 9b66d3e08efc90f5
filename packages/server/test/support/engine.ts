import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, Migrator, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { onTestFinished } from 'vitest';
import { openSqliteStorage, type Storage } from '../../src/index.ts';
import type { Engine } from '../../src/storage/engine.ts';
import { migrate, migrations } from '../../src/storage/migrations/migrations.ts';
import { withKnownStatements } from '../../src/storage/sqlite-connection.ts';
import { sqliteEngine } from '../../src/storage/sqlite-engine.ts';
import type { Tables } from '../../src/storage/tables.ts';

export const secretKey = '11'.repeat(32);

export interface TestEngine {
  /** An empty database. */
  open(): Promise<Storage>;
  /** The engine under the storage port, over an empty database that has its tables. */
  openEngine(): Promise<Engine>;
  /** A database as an earlier version left it: its tables at a migration, and the rows it wrote. */
  openVersion(migration: string, rows: string): Promise<Storage>;
}

let engine: TestEngine = {
  open: () => openSqliteStorage({ path: ':memory:' }),
  async openEngine() {
    const database = new Database(':memory:');
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
    await migrate(db);
    return sqliteEngine({ db, connection: withKnownStatements(database) });
  },
  async openVersion(migration, rows) {
    const folder = await mkdtemp(join(tmpdir(), 'field-version-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, 'field.db');
    const database = new Database(path);
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
    await migrateTo(db, migration);
    database.exec(rows);
    await db.destroy();
    return openSqliteStorage({ path, secretKey });
  },
};

/** Brings an empty database to an earlier version. */
export async function migrateTo(db: Kysely<Tables>, migration: string): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateTo(migration);
  if (error !== undefined) throw error;
}

/** An empty database of the engine under test: SQLite in memory unless told. */
export function openTestStorage(): Promise<Storage> {
  return engine.open();
}

/** What is under {@link openTestStorage}. */
export function openTestEngine(): Promise<Engine> {
  return engine.openEngine();
}

/** What {@link openTestStorage} makes of a database of an earlier version. */
export function openTestVersion(migration: string, rows: string): Promise<Storage> {
  return engine.openVersion(migration, rows);
}

/** Runs the tests of this file on another engine. */
export function useEngine(other: TestEngine): void {
  engine = other;
}
