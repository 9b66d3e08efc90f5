import type { StoredOnuJob } from './stored-onu-job.ts';

/** Tells who waits for a job that it has changed, inside this process. */
export interface JobFeed {
  tell(job: StoredOnuJob): void;
  /** Calls `listener` at every change until the returned function is called. */
  follow(jobId: string, listener: () => void): () => void;
}

export function createJobFeed(): JobFeed {
  const listeners = new Map<string, Set<() => void>>();
  return {
    tell({ id }) {
      for (const listener of listeners.get(id) ?? []) listener();
    },
    follow(jobId, listener) {
      const own = listeners.get(jobId) ?? new Set();
      listeners.set(jobId, own.add(listener));
      return () => {
        own.delete(listener);
        if (own.size === 0 && listeners.get(jobId) === own) listeners.delete(jobId);
      };
    },
  };
}
