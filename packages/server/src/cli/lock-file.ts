import Database from 'libsql';

/**
 * Takes a lock on a file, which is made where there is none; the system takes it back when the process ends, however it ends.
 * @returns what lets it go; null where another process has it
 */
export function lockFile(path: string): (() => void) | null {
  const lock = new Database(path);
  try {
    lock.pragma('busy_timeout = 0');
    lock.exec('begin exclusive');
    return () => void lock.close();
  } catch (cause) {
    lock.close();
    if ((cause as { code?: unknown }).code === 'SQLITE_BUSY') return null;
    throw cause;
  }
}
