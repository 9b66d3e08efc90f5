import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { openPostgresStorage, type Storage } from '../../src/index.ts';
import { postgresEngine } from '../../src/storage/postgres-storage.ts';
import type { Tables } from '../../src/storage/tables.ts';
import { migrateTo, secretKey, useEngine } from './engine.ts';
import { type Postgres, startPostgres } from './postgres.ts';

/** A PostgreSQL for the tests of a file; what opens a test storage opens it there. */
export interface PostgresEngine {
  postgres(): Postgres;
  /** A database with all tables, to copy. */
  prepared(): string;
  open(url: string): Promise<Storage>;
}

export function usePostgresEngine(programs: string): PostgresEngine {
  let postgres: Postgres;
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
  return { postgres: () => postgres, prepared: () => prepared, open };
}
