import type { OltTranscriptEvent } from '@field/olt';
import type { Store } from '../storage/store.ts';
import type { ShownPlan } from './show-plan.ts';
import type {
  BegunWrite,
  OnuJobChange,
  StoredOnuJob,
  StoredProgress,
  StoredTranscriptEvent,
} from './stored-onu-job.ts';

/** What a running job tells, written in the order it happened. */
export interface JobLog {
  /** Does not wait: an OLT is not kept waiting for a disk. */
  progress(progress: StoredProgress): void;
  /** Resolves when readers can see the plan. */
  plan(shown: ShownPlan): Promise<void>;
  /** Resolves when it is durable what will be written. Rejects where it is not, or the job is another's: then nothing may be sent. */
  beginWrite(write: BegunWrite): Promise<void>;
  transcript(oltId: string, event: OltTranscriptEvent): void;
  /** Resolves when all of it is written, or could not be. */
  settle(): Promise<void>;
}

/** Most characters of a transcript that are kept; the rest of a job is too much for anybody to read. */
export const maxTranscript = 2_000_000;
/** Most pieces of a transcript, of whatever length: half of what a client reads. */
export const maxTranscriptEvents = 50_000;

export function createJobLog({
  jobId,
  runner,
  change,
  onChange,
  onLost,
}: {
  readonly jobId: string;
  readonly runner: string;
  change<T>(work: (store: Store) => Promise<T>): Promise<T>;
  onChange(job: StoredOnuJob): void;
  /** Another process has the job now, or the database did not answer. */
  onLost(reason: unknown): void;
}): JobLog {
  let tail: Promise<unknown> = Promise.resolve();
  let waiting: StoredTranscriptEvent[] = [];
  let kept = 0;
  let events = 0;

  function write(changed: OnuJobChange | null): Promise<void> {
    const written = tail.then(() =>
      change(async (store) => {
        const events = waiting;
        waiting = [];
        await store.onuJobs.addTranscript(jobId, events);
        return changed && (await store.onuJobs.update(jobId, runner, changed));
      }),
    );
    const done = written.then((job) => {
      if (job) onChange(job);
      else if (changed) throw new Error('the job is held by another process');
    });
    tail = done.catch(onLost);
    return done;
  }

  return {
    progress(progress) {
      // What went wrong is told to `onLost`.
      write({ progress }).catch(() => undefined);
    },
    plan: ({ plan, tag }) => write({ plan, planTag: tag }),
    beginWrite: (begunWrite) => write({ begunWrite }),
    transcript(oltId, { at, direction, text }) {
      if (kept >= maxTranscript || events >= maxTranscriptEvents) return;
      kept += text.length;
      const last = waiting.at(-1);
      if (last?.direction === direction && direction === 'received' && last.oltId === oltId) {
        waiting[waiting.length - 1] = { ...last, text: last.text + text };
      } else {
        events += 1;
        waiting.push({ oltId, at, direction, text });
      }
    },
    async settle() {
      if (waiting.length > 0) write(null).catch(() => undefined);
      await tail;
    },
  };
}
