import Database from 'libsql';
import type { SqlPort } from '../src/storage/index.ts';

/** What `expo-sqlite` is, over a real SQLite. */
export function openSqlite(path: string): SqlPort {
  const db = new Database(path);
  const run: SqlPort['runAsync'] = async (sql, params) => db.prepare(sql).run(...params);
  return {
    runAsync: run,
    execAsync: async (sql) => void db.exec(sql),
    getAllAsync: async (sql, params) => db.prepare(sql).all(...params),
    async withExclusiveTransactionAsync(work) {
      db.exec('BEGIN EXCLUSIVE');
      try {
        await work({ runAsync: run });
        db.exec('COMMIT');
      } catch (error) {
        db.exec('ROLLBACK');
        throw error;
      }
    },
    closeAsync: async () => void db.close(),
  };
}
