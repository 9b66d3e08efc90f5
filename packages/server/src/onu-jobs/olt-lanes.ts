import type { Store } from '../storage/store.ts';
import type { OnuJobRef, StoredOnuJob } from './stored-onu-job.ts';

/**
 * One job an OLT at a time in this process, before it is claimed: jobs that wait for a dead OLT must not take the places of
 * those for others. It only keeps order; that an OLT has one writer is the write lock's work.
 */
export interface OltLanes {
  /**
   * Does what came for a lane, in the order it came; resolves when nothing is left. Where somebody is at work in the lane already,
   * it is left to them and resolves at once.
   */
  run(lane: string, ref: OnuJobRef, work: (ref: OnuJobRef) => Promise<void>): Promise<void>;
  /** Whether a job waits in a lane: it need not be brought again. */
  has(jobId: string): boolean;
  /** Forgets what waits, and takes no more: nobody has claimed it, and another process or the next start will. */
  close(): void;
}

export function createOltLanes(): OltLanes {
  const lanes = new Map<string, OnuJobRef[]>();
  const waiting = new Set<string>();
  let closed = false;
  return {
    async run(lane, ref, work) {
      if (closed) return;
      const taken = lanes.get(lane);
      if (taken) {
        if (waiting.has(ref.jobId)) return;
        waiting.add(ref.jobId);
        taken.push(ref);
        return;
      }
      const line = [ref];
      lanes.set(lane, line);
      try {
        for (let next = line.shift(); next; next = line.shift()) {
          waiting.delete(next.jobId);
          await work(next);
        }
      } finally {
        lanes.delete(lane);
        for (const { jobId } of line) waiting.delete(jobId);
      }
    },
    has: (jobId) => waiting.has(jobId),
    close() {
      closed = true;
      for (const line of lanes.values()) line.length = 0;
      waiting.clear();
    },
  };
}

/** The lane of a job: its OLT's, or one for all of a tenant's where it may be any of them. */
export async function laneOf(store: Store, { scope, jobId }: OnuJobRef): Promise<string> {
  const job = await store.onuJobs.find(jobId);
  return JSON.stringify([scope.tenantId, job && (await oltOf(store, job))]);
}

async function oltOf(store: Store, { begunWrite, request, ticketId }: StoredOnuJob): Promise<string | null> {
  if (begunWrite) return begunWrite.oltId;
  if ('oltId' in request) return request.oltId;
  const contract = await store.contracts.findOfTicket(ticketId);
  return (request.kind === 'discover' ? contract?.oltId : contract?.onu?.oltId) ?? null;
}
