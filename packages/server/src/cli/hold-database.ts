import Database from 'libsql';
import { storageError } from '../storage/storage-errors.ts';
import { cliError } from './cli-errors.ts';

/**
 * Holds an SQLite file for the server that runs on it, by a lock on `<path>.serving` that the system takes back when the process ends,
 * however it ends. A second server would take the ONU jobs of the first for those of one that is gone.
 * @returns what lets it go
 * @throws FieldError `server.database_in_use`, `server.storage_not_opened`
 */
export function holdDatabase(path: string): () => void {
  try {
    const lock = new Database(`${path}.serving`);
    lock.pragma('busy_timeout = 0');
    lock.exec('begin exclusive');
    return () => void lock.close();
  } catch (cause) {
    if ((cause as { code?: unknown }).code === 'SQLITE_BUSY')
      throw cliError('server.database_in_use', { path }, { cause });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw storageError('server.storage_not_opened', { path, reason }, { cause });
  }
}
