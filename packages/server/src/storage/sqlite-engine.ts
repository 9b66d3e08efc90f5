import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import type Database from 'libsql';
import AsyncDatabase from 'libsql/promise';
import { boundedMap } from './bounded-map.ts';
import type { Engine } from './engine.ts';
import { rememberLast } from './remember-last.ts';
import type { Tables } from './tables.ts';
import { tenantGuard } from './tenant-guard.ts';
import { together } from './together.ts';
import { asView, runGiven, runThrough, type StatementResult, type Transaction } from './view.ts';

/** An open SQLite file, which has one connection here. */
export interface SqliteConnection extends SqliteDatabase {
  readonly inTransaction: boolean;
  /** Beside the event loop, which has other things to do than to wait for a disk. */
  commit(): Promise<void>;
}

/**
 * The storage's engine over a database that has its tables. `db` is Kysely over the same connection; `reading` is another one to
 * the same file, which sees what is committed while a change is under way.
 */
export function sqliteEngine(
  db: Kysely<Tables>,
  connection: SqliteConnection,
  reading: SqliteConnection | null = null,
): Engine {
  /** Without the wait for the connection: whoever is in a transaction has it. */
  const held = new Kysely<Tables>({ dialect: new SqliteDialect({ database: connection }) });
  const run = async (text: string, parameters: readonly unknown[] = []) =>
    runNow(connection.prepare(text), parameters);
  /** Transactions that have the connection or wait for it. */
  let changes = 0;

  const within = rememberLast(1000, (tenantId) => {
    const view = db.withPlugin(tenantGuard(tenantId));
    return asView(view, {
      tenantId,
      async run(text, parameters) {
        if (changes === 0) return run(text, parameters);
        if (reading && isSelect(text)) return runNow(reading.prepare(text), parameters);
        return runThrough(view, text, parameters);
      },
    });
  });
  const transaction: Transaction = { apart: [], last: [], isShared: false };
  const inside = rememberLast(1000, (tenantId) =>
    asView(held.withPlugin(tenantGuard(tenantId)), { tenantId, home: within(tenantId), run, transaction }),
  );

  return {
    door: db.withPlugin(tenantGuard(null)),
    within,
    // One connection and one writer: every transaction waits for the one before, whatever its turn.
    async transact(tenantId, _turn, work) {
      changes += 1;
      try {
        return await db.connection().execute(async () => {
          transaction.apart.length = 0;
          transaction.last.length = 0;
          await run('begin');
          try {
            const view = inside(tenantId);
            const result = await work(view);
            const ends = [...transaction.apart, ...transaction.last];
            await together(ends.map((statement) => runGiven(view, statement)));
            await connection.commit();
            return result;
          } catch (error) {
            // The engine undoes some failures by itself.
            if (connection.inTransaction) await run('rollback');
            throw error;
          }
        });
      } finally {
        changes -= 1;
      }
    },
    isShared: false,
    async close() {
      reading?.close();
      await db.destroy();
    },
  };
}

function runNow(statement: SqliteStatement, parameters: readonly unknown[]): StatementResult {
  if (statement.reader) return { rows: statement.all(parameters), changed: 0 };
  return { rows: [], changed: Number(statement.run(parameters).changes) };
}

const isSelect = (text: string) => text.startsWith('select ');

/** Statements are few and asked often: each is parsed by the engine once. */
export function withKnownStatements(database: Database.Database): SqliteConnection {
  const known = boundedMap<string, SqliteStatement>(500);
  return {
    prepare(sql) {
      const there = known.get(sql);
      if (there) return there;
      const statement = database.prepare(sql) as unknown as SqliteStatement;
      // Asked at every run, and the library asks the engine each time.
      Object.defineProperty(statement, 'reader', { value: statement.reader });
      known.set(sql, statement);
      return statement;
    },
    // The same handle: the library has two faces, one that waits and one that does not.
    commit: () => AsyncDatabase.prototype.exec.call(database, 'commit') as Promise<void>,
    get inTransaction() {
      return database.inTransaction;
    },
    close: () => void database.close(),
  };
}
