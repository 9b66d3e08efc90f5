import { WalFlushFailed } from './wal-flush.ts';

/** SQLite's own names, extended ones included; PostgreSQL's classes; what sockets and disks say. */
const codes =
  /^(SQLITE_(FULL|IOERR|ABORT|BUSY|LOCKED|READONLY|CANTOPEN)|(08|53|57)[0-9A-Z]{3}$|25006$|ECONN|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE|ENOSPC|EDQUOT|EROFS)/;

/** What `pg` says without a code. */
const sentences = /^(Connection terminated|timeout exceeded when trying to connect)/;

/** Reading may go on: no room, or nothing may be written. */
const writeCodes = /^(SQLITE_(FULL|IOERR|READONLY)|53100$|25006$|ENOSPC|EDQUOT|EROFS)/;

/** Whether an error says that nothing can be written, for want of room or because the disk lets nobody. */
export function isWriteFault(error: unknown): boolean {
  if (error instanceof WalFlushFailed) return true;
  const { code } = (error instanceof Error ? error : {}) as { code?: unknown };
  return typeof code === 'string' && writeCodes.test(code);
}

/** Whether an error says that the database or the disk is away, full or overloaded: nothing is wrong with what was asked. */
export function isStorageFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  // The socket file of a database that was stopped is not there.
  if (syscall === 'connect' || error instanceof WalFlushFailed) return true;
  return typeof code === 'string' ? codes.test(code) : sentences.test(error.message);
}
