import { openSqliteStorage, type Storage } from '../../src/index.ts';

export const secretKey = '11'.repeat(32);

const sqlite = () => openSqliteStorage({ path: ':memory:' });
let open: () => Promise<Storage> = sqlite;

/** An empty database of the engine under test: SQLite in memory unless told. */
export function openTestStorage(): Promise<Storage> {
  return open();
}

/** Runs the tests of this file on another engine. */
export function useEngine(openEmpty: () => Promise<Storage>): void {
  open = openEmpty;
}
