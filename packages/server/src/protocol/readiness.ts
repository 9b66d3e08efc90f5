import { isWriteFault } from '../storage/is-storage-fault.ts';
import type { Storage } from '../storage/storage.ts';

/** Whether requests can be answered, those that change something among them. */
export interface Readiness {
  /** Learns from what a request failed with: a write that found no room leaves a doubt. */
  note(error: unknown): void;
  /** Rejects where the database does not answer or, in doubt, takes no write. Without a doubt nothing is written. */
  check(): Promise<void>;
}

/** A server that is asked for nothing any more would never learn that there is room again: in doubt it tries by itself. */
export function createReadiness(storage: Pick<Storage, 'check'>): Readiness {
  let inDoubt = false;
  let trial: Promise<void> | null = null;

  async function tryWrite(): Promise<void> {
    try {
      await storage.check({ writes: true });
      inDoubt = false;
    } finally {
      trial = null;
    }
  }

  return {
    note(error) {
      if (isWriteFault(error)) inDoubt = true;
    },
    check() {
      if (!inDoubt) return storage.check();
      // However many ask, one tries.
      trial ??= tryWrite();
      return trial;
    },
  };
}
