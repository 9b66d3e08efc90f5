import { closeSync, fdatasync, openSync } from 'node:fs';

/** The disk did not take what was committed. What it holds is known again when the database is opened anew. */
export class WalFlushFailed extends Error {
  override readonly name = 'WalFlushFailed';
  /** The system's word for it, `EIO` for one. */
  readonly code: string | undefined;

  constructor(cause: unknown) {
    super('the journal of the database could not be written to the disk', { cause });
    this.code = (cause as { code?: string }).code;
  }
}

/** What is committed is seen at once, and may be told when it is on the disk. */
export interface WalFlush {
  /** Something was committed. */
  changed(): void;
  /**
   * Everything committed so far is on the disk; `undefined` where nothing has to be waited for. Rejects for good when a flush has
   * failed.
   */
  settled(): Promise<void> | undefined;
  /** @throws WalFlushFailed when nothing may be written any more */
  requireSound(): void;
  /** Something else found the disk failing. */
  fail(cause: unknown): void;
  /** Flushes what is left. Whoever waits for it hears how that ended. */
  close(): Promise<void>;
}

interface Batch {
  /** How many commits it brings to the disk; known when it begins. */
  upTo: number;
  readonly ended: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (fault: WalFlushFailed) => void;
}

/**
 * Brings the journal of an open database to the disk, once for all who wait (docs/decisions/0022-shared-flushes.md). One flush runs
 * at a time; whoever committed after it began shares the next.
 */
export function openWalFlush(path: string): WalFlush {
  const file = openSync(`${path}-wal`, 'r+');
  // A process that was killed may have left commits which are in the system's memory only.
  let committed = 1;
  let flushed = 0;
  let fault: WalFlushFailed | null = null;
  let running: Batch | null = null;
  let next: Batch | null = null;
  let closed: Promise<void> | undefined;

  function begin(batch: Batch): void {
    batch.upTo = committed;
    running = batch;
    fdatasync(file, (cause) => {
      running = null;
      if (cause) fail(cause);
      else flushed = batch.upTo;
      if (fault) batch.reject(fault);
      else batch.resolve();
      const waiting = next;
      next = null;
      if (waiting && fault) waiting.reject(fault);
      else if (waiting) begin(waiting);
    });
  }

  // The system tells a failure once: the next flush would succeed without what this one lost.
  function fail(cause: unknown): void {
    fault ??= new WalFlushFailed(cause);
  }

  function settled(): Promise<void> | undefined {
    if (fault) return Promise.reject(fault);
    if (flushed === committed) return undefined;
    if (running?.upTo === committed) return running.ended;
    next ??= newBatch();
    const { ended } = next;
    if (!running) {
      const first = next;
      next = null;
      begin(first);
    }
    return ended;
  }

  async function close(): Promise<void> {
    // Nobody was told of what could not be flushed.
    await settled()?.catch(() => undefined);
    closeSync(file);
  }

  return {
    changed() {
      committed += 1;
    },
    settled,
    requireSound() {
      if (fault) throw fault;
    },
    fail,
    close() {
      closed ??= close();
      return closed;
    },
  };
}

function newBatch(): Batch {
  let resolve = () => {};
  let reject: Batch['reject'] = () => {};
  const ended = new Promise<void>((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  return { upTo: 0, ended, resolve, reject };
}

/** For a database in memory. */
export const nothingToFlush: WalFlush = {
  changed() {},
  settled: () => undefined,
  requireSound() {},
  fail() {},
  close: async () => {},
};
