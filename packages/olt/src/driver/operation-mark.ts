import { randomUUID } from 'node:crypto';
import type { TranscriptEvent } from '../session/open-cli-session.ts';

/** The operation that bytes belong to. */
export interface OperationMark {
  readonly id: string;
  /** The name of a read or a write, `plan …` for a plan that is made, `save`, or `connect` for the first login. */
  readonly name: string;
}

/** A piece of a transcript, and whose it is; null for the log-off of a session nobody uses any more. */
export interface OltTranscriptEvent extends TranscriptEvent {
  readonly operation: OperationMark | null;
}

/** Gives an operation its id: the caller's, or a random one. */
export function nameOperation(name: string, options: { readonly operationId?: string }): OperationMark {
  return { id: options.operationId ?? randomUUID(), name };
}
