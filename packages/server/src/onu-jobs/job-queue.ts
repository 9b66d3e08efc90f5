import type { OnuJobRef } from './stored-onu-job.ts';

/**
 * Brings jobs to a process that works on them. A job may be brought twice, or to two processes: who works on it is decided in
 * the database, where the job is. What a queue loses is brought again by the runner's own rounds.
 */
export interface JobQueue {
  /** Called before anything is pushed, and again where it rejected. */
  start(work: (ref: OnuJobRef) => Promise<void>): Promise<void>;
  push(ref: OnuJobRef): Promise<void>;
  /** Brings no more jobs; resolves when those that run have ended. */
  close(): Promise<void>;
}

/** A queue inside one process, for the embedded database: what is pushed begins at once, OLTs serve one after another. */
export function createMemoryJobQueue(): JobQueue {
  const running = new Map<string, Promise<void>>();
  let work: ((ref: OnuJobRef) => Promise<void>) | null = null;
  return {
    async start(doWork) {
      work = doWork;
    },
    async push(ref) {
      if (!work || running.has(ref.jobId)) return;
      const run = work(ref).finally(() => running.delete(ref.jobId));
      running.set(ref.jobId, run);
    },
    async close() {
      work = null;
      await Promise.all(running.values());
    },
  };
}
