import type { Clock } from '../ports/clock.ts';
import type { OutboxEntry, StoredOperation } from './entry.ts';
import type { OutboxLog } from './log.ts';
import type { Finding, ReadBack } from './read-back.ts';

/** Keeps a server that cannot tell a repetition from doing a change twice: what was sent is looked for first. */
export interface Caution {
  /** Whether nothing of the change can be on its way any more; `ready` is called once where it still can. */
  isSettled(entry: OutboxEntry, ready: () => void): boolean;
  /**
   * What became of a change that was sent before; `undefined` where it never was.
   * @param operation with the server's ids in place of references
   */
  lookBack(entry: OutboxEntry, operation: StoredOperation): Promise<Finding | undefined>;
  /** Notes that the change goes out now: stored before its first byte. */
  beforeSending(entry: OutboxEntry): Promise<void>;
  stop(): void;
}

export function createCaution(readBack: ReadBack, log: OutboxLog, clock: Clock): Caution {
  const settled = new Set<string>();
  const settling = new Map<string, () => void>();
  return {
    isSettled({ operation: { operationId }, sentAt }, ready) {
      if (!sentAt || settled.has(operationId)) return true;
      if (settling.has(operationId)) return false;
      // Counted from here, not from `sentAt`: the clock may have jumped since.
      settling.set(
        operationId,
        clock.schedule(readBack.settleMs, () => {
          settling.delete(operationId);
          settled.add(operationId);
          ready();
        }),
      );
      return false;
    },
    async lookBack(entry, operation) {
      if (!entry.sentAt) return undefined;
      const claimed = new Set(log.state().entries.flatMap(({ answerId }) => answerId ?? []));
      return readBack.find({ ...entry, operation }, claimed);
    },
    async beforeSending({ operation: { operationId } }) {
      settled.delete(operationId);
      await log.take({ type: 'sent', operationId, at: new Date(clock.now()).toISOString() });
    },
    stop() {
      for (const stopSettling of settling.values()) stopSettling();
    },
  };
}
