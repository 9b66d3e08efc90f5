import { clientError } from '../errors/client-error.ts';
import { createInTurn } from './in-turn.ts';
import type { RecordChange, RecordStorage, RecordValue } from './record-storage.ts';
import { stored } from './stored.ts';

/** The statements a transaction runs. */
export interface SqlStatements {
  runAsync(sql: string, params: readonly (string | number | Uint8Array | null)[]): Promise<unknown>;
}

/** A SQLite database as `expo-sqlite` opens it; any other fits with five lines of yours. */
export interface SqlPort extends SqlStatements {
  execAsync(sql: string): Promise<void>;
  getAllAsync(sql: string, params: readonly (string | number)[]): Promise<readonly unknown[]>;
  /** All of it or nothing, with nobody in between. */
  withExclusiveTransactionAsync(work: (transaction: SqlStatements) => Promise<void>): Promise<void>;
  closeAsync(): Promise<void>;
}

const version = 1;

interface Row {
  readonly key: string;
  readonly value: string | Uint8Array;
}

/**
 * Records in a table of SQLite: for React Native, where photos are too large for a key-value store.
 * @throws ClientError `client.storage_newer` where a newer app made the table, `client.storage` where it cannot be opened
 */
export async function openSqlRecords(db: SqlPort): Promise<RecordStorage> {
  const inTurn = createInTurn();
  await stored(async () => {
    await db.execAsync('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    const [row] = (await db.getAllAsync('PRAGMA user_version', [])) as readonly { user_version: number }[];
    const found = row?.user_version ?? 0;
    if (found > version) throw clientError('client.storage_newer');
    if (found === version) return;
    await db.withExclusiveTransactionAsync(async (transaction) => {
      await transaction.runAsync(
        'CREATE TABLE IF NOT EXISTS field_records (key TEXT PRIMARY KEY NOT NULL, value BLOB NOT NULL) WITHOUT ROWID',
        [],
      );
      await transaction.runAsync(`PRAGMA user_version = ${version}`, []);
    });
  });

  const select = (where: string, params: readonly string[]) =>
    stored(() =>
      db.getAllAsync(`SELECT key, value FROM field_records WHERE ${where} ORDER BY key`, params),
    ) as Promise<readonly Row[]>;

  async function write(changes: readonly RecordChange[]): Promise<void> {
    let reason: unknown;
    const work = async (transaction: SqlStatements) => {
      for (const [key, value] of changes) {
        if (value === null) await transaction.runAsync('DELETE FROM field_records WHERE key = ?', [key]);
        else
          await transaction.runAsync('INSERT OR REPLACE INTO field_records VALUES (?, ?)', [
            key,
            columnOf(value),
          ]);
      }
    };
    try {
      await db.withExclusiveTransactionAsync((transaction) =>
        work(transaction).catch((error: unknown) => {
          reason = error;
          throw error;
        }),
      );
    } catch (error) {
      // SQLite takes a transaction back by itself where the disk is full; its ROLLBACK then fails and hides why.
      throw reason ?? error;
    }
  }

  return {
    list: (prefix) =>
      inTurn(async () => {
        // Compared by bytes in SQLite and by code units here: characters beyond the first plane may lie outside a range.
        const rows = await select('substr(key, 1, length(?)) = ?', [prefix, prefix]);
        const records = rows.map(({ key, value }) => [key, recordValue(value)] as const);
        return records.sort(([a], [b]) => (a < b ? -1 : 1));
      }),
    read: (key) =>
      inTurn(async () => {
        const [row] = await select('key = ?', [key]);
        return row ? recordValue(row.value) : null;
      }),
    commit(changes) {
      const given = changes.map(([key, value]) => [key, copyOf(value)] as const);
      return inTurn(() => stored(() => write(given)));
    },
    async room() {
      const sql = 'SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()';
      const [row] = (await db.getAllAsync(sql, [])) as readonly { bytes: number }[];
      return { usedBytes: row?.bytes ?? null, quotaBytes: null, persisted: true };
    },
    close: () => inTurn(() => db.closeAsync()),
  };
}

/** Texts as JSON: SQLite's C interface ends a text at its first zero byte. */
function columnOf(value: RecordValue): RecordValue {
  return typeof value === 'string' ? JSON.stringify(value) : value;
}

/** A driver may hand out bytes of its own memory, or a subclass such as Node's `Buffer`. */
function recordValue(value: string | Uint8Array): RecordValue {
  return typeof value === 'string' ? (JSON.parse(value) as string) : new Uint8Array(value);
}

function copyOf(value: RecordValue | null): RecordValue | null {
  return value === null || typeof value === 'string' ? value : value.slice();
}
