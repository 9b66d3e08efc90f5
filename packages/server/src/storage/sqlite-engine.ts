import { Kysely, SqliteDialect, type SqliteStatement } from 'kysely';
import type { Engine } from './engine.ts';
import { rememberLast } from './remember-last.ts';
import { isSelect, type SqliteConnection } from './sqlite-connection.ts';
import type { Tables } from './tables.ts';
import { tenantGuard } from './tenant-guard.ts';
import { together } from './together.ts';
import { asView, runGiven, runThrough, type StatementResult, type Transaction } from './view.ts';
import { nothingToFlush, type WalFlush } from './wal-flush.ts';

export interface SqliteEngineParts {
  /** Kysely over the connection, see `SettledDialect`. */
  readonly db: Kysely<Tables>;
  readonly connection: SqliteConnection;
  /** Another one to the same file, which sees what is committed while a change is under way. */
  readonly reading?: SqliteConnection | null;
  readonly flush?: WalFlush;
  /** Hears of every transaction that was committed. */
  readonly committed?: () => void;
}

/** The storage's engine over a database that has its tables. Nothing leaves it that is not on the disk. */
export function sqliteEngine(parts: SqliteEngineParts): Engine {
  const { db, connection, reading = null, flush = nothingToFlush, committed } = parts;
  /** Without the wait for the connection: whoever is in a transaction has it. */
  const held = new Kysely<Tables>({ dialect: new SqliteDialect({ database: connection }) });
  const run = async (text: string, parameters: readonly unknown[]) =>
    runNow(connection.prepare(text), parameters);
  /** Transactions that have the connection or wait for it. */
  let changes = 0;

  /** A statement outside a transaction. What it saw may be committed and not yet on the disk. */
  async function ask(database: SqliteConnection, text: string, parameters: readonly unknown[]) {
    const result = runNow(database.prepare(text), parameters);
    await flush.settled();
    return result;
  }

  const within = rememberLast(1000, (tenantId) => {
    const view = db.withPlugin(tenantGuard(tenantId));
    return asView(view, {
      tenantId,
      async run(text, parameters) {
        if (changes === 0) return ask(connection, text, parameters);
        if (reading && isSelect(text)) return ask(reading, text, parameters);
        return runThrough(view, text, parameters);
      },
    });
  });
  const transaction: Transaction = { apart: [], last: [], isShared: false };
  const inside = rememberLast(1000, (tenantId) =>
    asView(held.withPlugin(tenantGuard(tenantId)), { tenantId, home: within(tenantId), run, transaction }),
  );

  async function change<T>(tenantId: string, work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
    transaction.apart.length = 0;
    transaction.last.length = 0;
    connection.begin();
    try {
      const view = inside(tenantId);
      const result = await work(view);
      const ends = [...transaction.apart, ...transaction.last];
      await together(ends.map((statement) => runGiven(view, statement)));
      connection.commit();
      return result;
    } catch (error) {
      connection.rollback();
      throw error;
    }
  }

  return {
    door: db.withPlugin(tenantGuard(null)),
    within,
    // One connection and one writer: every transaction waits for the one before, whatever its turn. The next one begins when this one
    // is committed; its answer, be it an error, waits for the disk.
    async transact(tenantId, _turn, work) {
      changes += 1;
      return db.connection().execute(async () => {
        try {
          const result = await change(tenantId, work);
          committed?.();
          return result;
        } finally {
          changes -= 1;
        }
      });
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
