import { clientError, isClientError } from '../errors/client-error.ts';

/**
 * Runs work on a storage.
 * @throws ClientError `client.quota` where it is full, else `client.storage`; the storage's own typed errors as they are
 */
export async function stored<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (isClientError(cause)) throw cause;
    throw isFull(cause)
      ? clientError('client.quota', {}, { cause })
      : clientError('client.storage', {}, { cause });
  }
}

/** As IndexedDB, Node and SQLite say it; expo-sqlite passes on SQLite's words alone. */
function isFull(cause: unknown): boolean {
  const { name, code, message } = (cause ?? {}) as { name?: unknown; code?: unknown; message?: unknown };
  return (
    name === 'QuotaExceededError' ||
    code === 'ENOSPC' ||
    code === 'SQLITE_FULL' ||
    String(message).includes('database or disk is full')
  );
}
