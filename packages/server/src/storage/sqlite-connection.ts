import { type SqliteDatabase, SqliteDialect, SqliteDriver, type SqliteStatement } from 'kysely';
import type Database from 'libsql';
import { boundedMap } from './bounded-map.ts';
import { nothingToFlush, type WalFlush } from './wal-flush.ts';

/** An open SQLite file; what is committed on it is told to its flush. */
export interface SqliteConnection extends SqliteDatabase {
  begin(): void;
  /** What was written is seen by everybody, and on the disk when the flush has settled. */
  commit(): void;
  /** Does nothing where the engine has undone a failure by itself. */
  rollback(): void;
}

interface Known {
  readonly statement: SqliteStatement;
  readonly reads: boolean;
}

/** Statements are few and asked often: each is parsed by the engine once. */
export function withKnownStatements(
  database: Database.Database,
  flush: WalFlush = nothingToFlush,
): SqliteConnection {
  const known = boundedMap<string, Known>(500);
  let inTransaction = false;
  let wrote = false;

  function know(sql: string): Known {
    const statement = knownStatement(database.prepare(sql));
    const entry = { statement, reads: isSelect(sql) };
    known.set(sql, entry);
    return entry;
  }
  const run = (sql: string) => (known.get(sql) ?? know(sql)).statement.run([]);

  return {
    // Whoever prepares a statement runs it before anybody else has a turn, so it is counted here.
    prepare(sql) {
      const { statement, reads } = known.get(sql) ?? know(sql);
      if (reads) return statement;
      flush.requireSound();
      if (!inTransaction) flush.changed();
      // The engine undoes some failures by itself; what is written after that would stay.
      else if (!database.inTransaction) throw undone();
      else wrote = true;
      return statement;
    },
    begin() {
      flush.requireSound();
      run('begin');
      inTransaction = true;
      wrote = false;
    },
    commit() {
      run('commit');
      inTransaction = false;
      if (wrote) flush.changed();
    },
    rollback() {
      inTransaction = false;
      if (database.inTransaction) run('rollback');
    },
    close: () => void database.close(),
  };
}

/**
 * A statement whose nature and columns are asked for once: the library asks the engine for the one at every run, and makes each row by setting
 * its columns by name, which costs twice what a list of them does.
 */
function knownStatement(statement: Database.Statement): SqliteStatement {
  const { reader } = statement;
  const known = { reader, run: (parameters: readonly unknown[]) => statement.run(parameters) };
  if (!reader) return { ...known, all: () => [], iterate: () => [].values() };
  const names = statement.columns().map(({ name }) => name);
  statement.raw(true);
  const toRow = (values: readonly unknown[]) => {
    const row: Record<string, unknown> = {};
    for (let at = 0; at < names.length; at += 1) row[names[at] as string] = values[at];
    return row;
  };
  const all = (parameters: readonly unknown[]) => (statement.all(parameters) as unknown[][]).map(toRow);
  return { ...known, all, iterate: (parameters) => all(parameters).values() };
}

/** In SQLite's word for it. */
const undone = () => Object.assign(new TypeError('the transaction was undone'), { code: 'SQLITE_ABORT' });

/** Whether a statement only reads; of others it is not known. */
export const isSelect = (text: string) => text.startsWith('select ');

/** Kysely over a connection: what was asked is answered when all it saw is on the disk. The next one's turn comes before. */
export class SettledDialect extends SqliteDialect {
  readonly #database: SqliteConnection;
  readonly #flush: WalFlush;

  constructor(database: SqliteConnection, flush: WalFlush) {
    super({ database });
    this.#database = database;
    this.#flush = flush;
  }

  override createDriver() {
    return new SettledDriver(this.#database, this.#flush);
  }
}

class SettledDriver extends SqliteDriver {
  readonly #flush: WalFlush;

  constructor(database: SqliteConnection, flush: WalFlush) {
    super({ database });
    this.#flush = flush;
  }

  override async releaseConnection(): Promise<void> {
    await super.releaseConnection();
    await this.#flush.settled();
  }
}
