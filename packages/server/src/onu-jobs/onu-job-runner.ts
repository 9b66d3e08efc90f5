import { randomUUID } from 'node:crypto';
import { isFieldError } from '@field/core';
import type { OnuJobState } from '@field/core/onu-jobs';
import { giveUpAfter } from '../give-up-after.ts';
import type { Clock } from '../protocol/clock.ts';
import { describeFault, type Logger } from '../protocol/logger.ts';
import type { Storage } from '../storage/storage.ts';
import { asLate } from './as-late.ts';
import { createJobFeed, type JobFeed } from './job-feed.ts';
import { createJobLog } from './job-log.ts';
import type { JobQueue } from './job-queue.ts';
import type { OltAccess } from './olt-access.ts';
import { createOltLanes, laneOf } from './olt-lanes.ts';
import { problemsOf } from './problems-of.ts';
import { recoverOnuWrite } from './recover-onu-write.ts';
import { type JobDesk, type JobEnd, runOnuJob } from './run-onu-job.ts';
import type { Hold, OnuJobChange, OnuJobRef } from './stored-onu-job.ts';

export interface OnuJobRunnerOptions {
  readonly storage: Storage;
  readonly olts: OltAccess;
  readonly queue: JobQueue;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Longest time of a job before it writes, and of a write. */
  readonly maxJobMs: number;
  /** How long a process that is not heard of keeps a job; it says so three times as often. */
  readonly holdMs: number;
}

/** Works on ONU jobs, and tells how they go. */
export interface OnuJobRunner {
  /** Changes of jobs this process works on. */
  readonly feed: JobFeed;
  /** To be called when the job is stored. */
  push(ref: OnuJobRef): Promise<void>;
  /** Ends a job of this process that was told to be cancelled in the database; others hear of it there. */
  cancel(jobId: string): void;
  /** Reads are given back, writes go on to their end; resolves when this process works on none any more. */
  close(): Promise<void>;
}

/** Why a job's signal was aborted. */
type Ended = 'cancelled' | 'closing' | 'lost';

export function createOnuJobRunner(options: OnuJobRunnerOptions): OnuJobRunner {
  const { storage, olts, queue, clock, logger, maxJobMs, holdMs } = options;
  const runner = randomUUID();
  const feed = createJobFeed();
  const lanes = createOltLanes();
  const giveUps = new Map<string, (why: Ended) => void>();
  const now = () => clock().toISOString();
  const hold = (): Hold => ({ runner, until: new Date(clock().getTime() + holdMs).toISOString() });

  async function work(ref: OnuJobRef): Promise<void> {
    const { scope, jobId } = ref;
    const tenant = await storage.directory.findTenant(scope.tenantId);
    const at = now();
    const claimed = await storage.change(scope, (store) => store.onuJobs.claim(jobId, hold(), at));
    if (!claimed) return;
    feed.tell(claimed);
    const ended = new AbortController();
    const giveUp = (why: Ended) => ended.abort(why);
    giveUps.set(jobId, giveUp);
    // Whoever held it when that was asked for did not hear of it.
    if (claimed.cancelRequested && !claimed.begunWrite) giveUp('cancelled');
    const beat = setInterval(() => void keep(ref).then(null, () => giveUp('lost')), holdMs / 3);
    const log = createJobLog({
      jobId,
      runner,
      change: (changing) => storage.change(scope, changing),
      onChange: feed.tell,
      onLost: () => giveUp('lost'),
    });
    const desk: JobDesk = {
      job: claimed,
      store: storage.as(scope),
      olts,
      log,
      signal: giveUpAfter(maxJobMs, ended.signal),
      writeSignal: () => giveUpAfter(maxJobMs),
      locale: tenant?.locale ?? 'en',
    };
    try {
      const end = await workAt(desk, ended.signal);
      await log.settle();
      if (end === 'closing') await storage.change(scope, (store) => store.onuJobs.giveBack(jobId, runner));
      else if (end === 'cancelled') await conclude(ref, { state: 'cancelled' });
      // Lost: whoever holds it now reads back what this process did.
      else if (end !== 'lost') await finish(ref, end, claimed.startedAt === at);
    } finally {
      clearInterval(beat);
      giveUps.delete(jobId);
    }
  }

  /** What a job came to, or why it was given up. */
  async function workAt(desk: JobDesk, ended: AbortSignal): Promise<JobEnd | Ended> {
    const { begunWrite } = desk.job;
    try {
      return await (begunWrite ? recoverOnuWrite(desk, begunWrite) : runOnuJob(desk));
    } catch (error) {
      if (ended.aborted) return ended.reason as Ended;
      return { state: 'failed', result: null, error: desk.signal.aborted ? asLate(error) : error };
    }
  }

  /** Says that this process still works on a job, and hears whether it is to be cancelled. */
  async function keep({ scope, jobId }: OnuJobRef): Promise<void> {
    const kept = await storage.change(scope, (store) => store.onuJobs.keep(jobId, hold()));
    if (!kept) giveUps.get(jobId)?.('lost');
    else if (kept.cancelRequested) giveUps.get(jobId)?.('cancelled');
  }

  /**
   * Writes a job's end. Where the database fails the first time, the job is found again when its hold is over, and what it wrote is read
   * back; the second time it has failed, or a fault of ours would send it to the OLT for ever.
   */
  async function finish(ref: OnuJobRef, end: JobEnd, isFirst: boolean): Promise<void> {
    const { state, result, error, record, recordAtLeast } = end;
    const problems = (thrown: unknown) => (thrown === null ? null : problemsOf(thrown, ref.jobId));
    try {
      await conclude(ref, { state, result, problems: problems(error) }, record);
    } catch (fault) {
      if (!isFieldError(fault) && isFirst) throw fault;
      // The OLT holds it, and the provider's data says otherwise by now: both are told.
      await conclude(ref, { state: 'failed', result, problems: problems(fault) }, recordAtLeast);
      if (!isFieldError(fault)) logFault(fault);
    }
  }

  async function conclude(
    { scope, jobId }: OnuJobRef,
    change: OnuJobChange & { readonly state: OnuJobState },
    record?: JobEnd['record'],
  ): Promise<void> {
    const ended = await storage.change(scope, async (store) => {
      const at = now();
      const written = await store.onuJobs.update(jobId, runner, { ...change, progress: null, endedAt: at });
      if (written) await record?.(store, at);
      return written;
    });
    if (ended) feed.tell(ended);
  }

  function logFault(fault: unknown): void {
    logger.error({ event: 'failure', at: now(), ...describeFault(fault) });
  }

  /** Tells of what nobody foresaw; the job is found again when its hold is over. */
  async function workSafely(ref: OnuJobRef): Promise<void> {
    try {
      await work(ref);
    } catch (fault) {
      logFault(fault);
    }
  }

  /** A job whose OLT is at work for another waits for it without being claimed, and without a worker. */
  async function workInTurn(ref: OnuJobRef): Promise<void> {
    if (lanes.has(ref.jobId)) return;
    try {
      await lanes.run(await laneOf(storage.as(ref.scope), ref), ref, workSafely);
    } catch (fault) {
      logFault(fault);
    }
  }

  let begun = false;
  async function begin(): Promise<void> {
    if (begun) return;
    await storage.jobBoard.freeOnuJobs();
    await queue.start(workInTurn);
    begun = true;
  }

  /** Brings what nobody works on: after a start, even one that had no database, and where another process died. */
  async function round(): Promise<void> {
    try {
      await begin();
      for (const ref of await storage.jobBoard.listUnheldOnuJobs(now())) await queue.push(ref);
    } catch (fault) {
      logFault(fault);
    }
  }

  const started = round();
  let last = started;
  const rounds = setInterval(() => {
    last = last.then(round);
  }, holdMs / 2).unref();

  return {
    feed,
    async push(ref) {
      try {
        await started;
        await queue.push(ref);
      } catch (fault) {
        // The job is stored: the next round brings it.
        logFault(fault);
      }
    },
    cancel: (jobId) => giveUps.get(jobId)?.('cancelled'),
    async close() {
      clearInterval(rounds);
      lanes.close();
      for (const giveUp of giveUps.values()) giveUp('closing');
      await last;
      await queue.close();
    },
  };
}
