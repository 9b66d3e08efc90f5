import type { OnuJob } from '@field/core/onu-jobs';
import type { ClientError } from '../errors/client-error.ts';
import type { Store } from '../ports/store.ts';

/** A job as a screen shows it. */
export interface OnuWorkSnapshot {
  /** As the server told it last. */
  readonly job: OnuJob;
  /** `following`: it is told as it goes. `outOfReach`: the server cannot be reached, and is asked again by itself. */
  readonly connection: 'following' | 'outOfReach' | 'ended' | 'stopped';
  readonly error: ClientError | null;
}

/** A job that is followed. It goes on whether anybody follows it or not. */
export interface OnuWork extends Store<OnuWorkSnapshot> {
  readonly jobId: string;
  /** The job at its end, however it ended; rejects where it cannot be followed any more. Nobody has to wait for this. */
  readonly ended: Promise<OnuJob>;
  /** Ends it where it is queued or only reads; a write goes on to its end (`client.conflict`). */
  cancel(): Promise<OnuJob>;
  /** Stops following; the job goes on, and `resume` finds it. */
  stop(): void;
}
