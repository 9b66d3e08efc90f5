import { DiscoveredOnus, OnuAddress, OnuPlan, OnuSignal, Problem } from '../index.ts';
import {
  count,
  dateTime,
  either,
  flag,
  type Infer,
  id,
  list,
  nullable,
  object,
  oneOf,
  optional,
  text,
} from '../schema/schema.ts';
import { OnuJobKind } from './parse-start-onu-job.ts';

/**
 * How a job stands. `unknown`: a write began and nobody could read what the OLT holds now, or a part of it holds; a person
 * has to look. The other ends are `succeeded`, `failed` (nothing of it holds) and `cancelled`.
 */
export const OnuJobState = oneOf(['queued', 'running', 'succeeded', 'failed', 'cancelled', 'unknown']);
export type OnuJobState = Infer<typeof OnuJobState>;

/** What a running job is at: a stable word for screens of their own, beside the text for people. */
export const OnuJobPhase = oneOf([
  'waiting',
  'connecting',
  'reading',
  'planning',
  'sending',
  'undoing',
  'saving',
  'readingBack',
]);
export type OnuJobPhase = Infer<typeof OnuJobPhase>;

/** How far a job is: `done` of `total` steps, both 0 where nothing is counted. `text` is in the reader's language. */
export const OnuJobProgress = object({
  done: count(),
  total: count(),
  phase: OnuJobPhase,
  text: text(500),
});
export type OnuJobProgress = Infer<typeof OnuJobProgress>;

/** What a write came to, after reading back; see {@link AuthorizeResult}, whose outcomes are among these. */
export const OnuWriteResult = object({
  outcome: oneOf(['created', 'unchanged', 'moved', 'changed', 'removed', 'conflict', 'undone', 'unknown']),
  oltId: id(),
  serialNumber: text(128, 1),
  /** Where the ONU is now. */
  address: nullable(OnuAddress),
  conflictAt: nullable(OnuAddress),
  /** What the OLT said, where it refused or did not save. */
  reply: nullable(text(2000)),
});
export type OnuWriteResult = Infer<typeof OnuWriteResult>;

/** Work on an OLT for a ticket's contract, done by the server whether or not the phone waits for it. */
export const OnuJob = object({
  id: id(),
  ticketId: id(),
  kind: OnuJobKind,
  state: OnuJobState,
  /** Grows with every change; the `id` of an event. */
  revision: count(),
  progress: nullable(OnuJobProgress),
  /** What a write would send, or sends: there before the first command leaves. */
  plan: nullable(OnuPlan),
  /** Names `plan`, for the `planTag` of the job that carries it out. */
  planTag: nullable(text(128, 1)),
  /** Of `discover`, of `verifySignal`, of a write. */
  result: nullable(either(DiscoveredOnus, OnuSignal, OnuWriteResult)),
  /** Why it did not go through, in the reader's language. */
  problem: nullable(Problem),
  createdAt: dateTime(),
  startedAt: nullable(dateTime()),
  endedAt: nullable(dateTime()),
});
export type OnuJob = Infer<typeof OnuJob>;

/** A page of the jobs of a ticket, newest first. `nextCursor` leads to older ones; `null`, or absent of an older server: there are none. */
export const OnuJobs = object({ items: list(OnuJob, 1000), nextCursor: optional(nullable(text(4096, 1))) });
export type OnuJobs = Infer<typeof OnuJobs>;

/** One piece of what went between server and OLT, secrets masked. */
export const OnuTranscriptEvent = object({
  at: dateTime(),
  oltId: id(),
  direction: oneOf(['sent', 'received']),
  text: text(1_000_000),
});
export type OnuTranscriptEvent = Infer<typeof OnuTranscriptEvent>;

/** What a job said to OLTs and what they answered. `complete` is false where it was too much to keep. */
export const OnuTranscript = object({ items: list(OnuTranscriptEvent, 100_000), complete: flag() });
export type OnuTranscript = Infer<typeof OnuTranscript>;

/** Whether a job has come to its end. */
export function hasEnded({ state }: Pick<OnuJob, 'state'>): boolean {
  return state !== 'queued' && state !== 'running';
}
