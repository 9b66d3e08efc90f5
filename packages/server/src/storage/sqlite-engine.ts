import { Kysely, type SqliteDatabase, SqliteDialect } from 'kysely';
import type { Engine } from './engine.ts';
import { rememberLast } from './remember-last.ts';
import type { Tables } from './tables.ts';
import { tenantGuard } from './tenant-guard.ts';
import { asView, runThrough, type StatementResult } from './view.ts';

/** An open SQLite file, which has one connection here. */
export interface SqliteConnection extends SqliteDatabase {
  readonly inTransaction: boolean;
}

/** The storage's engine over a database that has its tables. `db` is Kysely over the same connection. */
export function sqliteEngine(db: Kysely<Tables>, connection: SqliteConnection): Engine {
  /** Without the wait for the connection: whoever is in a transaction has it. */
  const held = new Kysely<Tables>({ dialect: new SqliteDialect({ database: connection }) });
  const run = async (text: string, parameters: readonly unknown[] = []): Promise<StatementResult> => {
    const statement = connection.prepare(text);
    if (statement.reader) return { rows: statement.all(parameters), changed: 0 };
    return { rows: [], changed: Number(statement.run(parameters).changes) };
  };
  /** Transactions that have the connection or wait for it. */
  let changes = 0;

  const within = rememberLast(1000, (tenantId) => {
    const view = db.withPlugin(tenantGuard(tenantId));
    return asView(view, {
      tenantId,
      run: (text, parameters) => (changes === 0 ? run(text, parameters) : runThrough(view, text, parameters)),
    });
  });
  const inside = rememberLast(1000, (tenantId) =>
    asView(held.withPlugin(tenantGuard(tenantId)), { tenantId, home: within(tenantId), run }),
  );

  return {
    door: db.withPlugin(tenantGuard(null)),
    within,
    // One connection and one writer: every transaction waits for the one before, whatever its turn.
    async transact(tenantId, _turn, work) {
      changes += 1;
      try {
        return await db.connection().execute(async () => {
          await run('begin');
          try {
            const result = await work(inside(tenantId));
            await run('commit');
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
    close: () => db.destroy(),
  };
}
