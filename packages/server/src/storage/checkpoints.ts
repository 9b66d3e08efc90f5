import Database from 'libsql';
import AsyncDatabase from 'libsql/promise';
import type { WalFlush } from './wal-flush.ts';

/** Some 4,500 pages of closings; SQLite itself steps in at 8,000. */
const commitsBetween = 200;

/** Carries the journal over into the database beside the event loop, so that a commit has to do so hardly ever. */
export interface Checkpoints {
  /** A transaction was committed. */
  committed(): void;
  /** Waits for the one that is under way. */
  close(): Promise<void>;
}

/**
 * Checkpoints of a database on a connection of their own. `alone` runs something while nobody writes.
 */
export function checkpointsBeside(
  path: string,
  flush: WalFlush,
  alone: (work: () => Promise<void>) => Promise<void>,
): Checkpoints {
  const database = new Database(path);
  // The same handle: the library has two faces, one that waits and one that does not.
  async function checkpoint(): Promise<void> {
    flush.requireSound();
    await AsyncDatabase.prototype.exec.call(database, 'pragma wal_checkpoint(passive)');
  }
  let commits = 0;
  let running: Promise<void> | null = null;
  let isClosing = false;

  async function run(): Promise<void> {
    try {
      await checkpoint();
      // What came meanwhile is little. With all of it carried over, the next change begins the journal anew: it does not grow.
      if (!isClosing) await alone(checkpoint);
    } catch (error) {
      // For want of room the next one tries again. A page the disk has lost is told once only.
      if ((error as { code?: unknown }).code === 'SQLITE_IOERR_FSYNC') flush.fail(error);
    } finally {
      running = null;
    }
  }

  return {
    committed() {
      commits += 1;
      if (running || commits < commitsBetween) return;
      commits = 0;
      running = run();
    },
    async close() {
      isClosing = true;
      await running;
      database.close();
    },
  };
}
