import PQueue from 'p-queue';

/** Runs so many pieces of work at once; the rest wait in line. The one file that knows p-queue. */
export interface Limiter {
  run(work: () => Promise<void>): void;
  /** Forgets what has not begun. */
  clear(): void;
}

/** @param onFailure is given what a piece of work throws, which none should */
export function createLimiter(concurrency: number, onFailure: (error: unknown) => void): Limiter {
  const queue = new PQueue({ concurrency });
  return {
    run: (work) => void queue.add(work).catch(onFailure),
    clear: () => queue.clear(),
  };
}
