/**
 * One writer per OLT. The key names the OLT: the address it is reached by and its own host name. A lock shared between processes is
 * another implementation of this port.
 */
export interface WriteLock {
  /** Resolves when the key is ours, with the function that gives it back. Rejects with the signal's reason when it fires first. */
  acquire(key: string, signal?: AbortSignal): Promise<Release>;
}

/** Gives a lock back. */
export interface Release {
  (): void;
  /**
   * Fires when the lock was lost before it was given back, for locks that can be: then another may write, and nothing more is sent,
   * not even to take something back.
   */
  readonly lost?: AbortSignal;
}

/** A lock that holds inside this process: first come, first served. */
export function createInProcessLock(): WriteLock {
  const tails = new Map<string, Promise<void>>();
  return {
    async acquire(key, signal) {
      signal?.throwIfAborted();
      const before = tails.get(key) ?? Promise.resolve();
      let release = () => {};
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      const tail = before.then(() => held);
      tails.set(key, tail);
      void tail.then(() => {
        if (tails.get(key) === tail) tails.delete(key);
      });
      try {
        await untilAborted(before, signal);
      } catch (error) {
        release();
        throw error;
      }
      return release;
    },
  };
}

function untilAborted(promise: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    void promise.then(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    });
  });
}

/** The lock every connection of this process shares unless it is given another. */
export const processLock: WriteLock = createInProcessLock();
