import { storageError } from '../storage/storage-errors.ts';
import { cliError } from './cli-errors.ts';
import { lockFile } from './lock-file.ts';

/**
 * Holds an SQLite file for the server that runs on it, by a lock on `<path>.serving`. A second server would take the ONU jobs of the first
 * for those of one that is gone.
 * @returns what lets it go
 * @throws FieldError `server.database_in_use`, `server.storage_not_opened`
 */
export function holdDatabase(path: string): () => void {
  const letGo = lock(path);
  if (letGo === null) throw cliError('server.database_in_use', { path });
  return letGo;
}

function lock(path: string): (() => void) | null {
  try {
    return lockFile(`${path}.serving`);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw storageError('server.storage_not_opened', { path, reason }, { cause });
  }
}
