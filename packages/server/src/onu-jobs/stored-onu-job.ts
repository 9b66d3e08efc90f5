import type { DiscoveredOnus, Locale, OnuPlan, OnuSignal, Problem } from '@field/core';
import type { OnuJobPhase, OnuJobState, OnuWriteResult, StartOnuJob } from '@field/core/onu-jobs';
import type { PlannedWrite } from '@field/olt';
import type { Scope } from '../storage/scope.ts';

/** A job, and in whose name it is done. */
export interface OnuJobRef {
  readonly scope: Scope;
  readonly jobId: string;
}

/** How far a job is; the text for people is made when somebody reads it. */
export interface StoredProgress {
  readonly done: number;
  readonly total: number;
  readonly phase: OnuJobPhase;
  /** The command that is sent, secrets masked. */
  readonly command?: string;
}

/** A write about to be sent: what reads it back when the process that sent it is gone. Secrets in its commands are masked. */
export interface BegunWrite extends Pick<PlannedWrite, 'name' | 'request' | 'decision'> {
  readonly oltId: string;
  /** The ONU it is about: for a replacement, the one that comes. */
  readonly serialNumber: string;
}

/** The end of a job that asked for something. */
export type OnuJobResult = DiscoveredOnus | OnuSignal | OnuWriteResult;

/** A job as it is stored. */
export interface StoredOnuJob {
  readonly id: string;
  readonly ticketId: string;
  readonly request: StartOnuJob;
  readonly state: OnuJobState;
  readonly revision: number;
  readonly progress: StoredProgress | null;
  readonly plan: OnuPlan | null;
  readonly planTag: string | null;
  readonly begunWrite: BegunWrite | null;
  readonly result: OnuJobResult | null;
  /** In every language, since it is not known who will read it. */
  readonly problems: Readonly<Record<Locale, Problem>> | null;
  readonly cancelRequested: boolean;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
}

/** What a process that works on a job writes into it. */
export type OnuJobChange = Partial<
  Pick<
    StoredOnuJob,
    'state' | 'progress' | 'plan' | 'planTag' | 'begunWrite' | 'result' | 'problems' | 'endedAt'
  >
>;

/** One piece of what was said, as it is stored. */
export interface StoredTranscriptEvent {
  readonly oltId: string;
  readonly at: string;
  readonly direction: 'sent' | 'received';
  readonly text: string;
}

/** Which process works on a job, and until when it is believed to without being heard of again. */
export interface Hold {
  readonly runner: string;
  readonly until: string;
}
