import type { Locale } from '@field/core';
import type { Call } from './http/caller.ts';
import type { Send } from './operations/send.ts';
import type { Clock } from './ports/clock.ts';
import type { Random } from './ports/random.ts';
import type { OperationStamp } from './resources/api.ts';

/** A client as an outbox builds on it: what an app uses are the client's other members. */
export interface Connection {
  /** The server's host, with its port. */
  readonly host: string;
  readonly locale: Locale;
  /** What the server announced: names, of which unknown ones are ignored. */
  readonly capabilities: readonly string[];
  readonly clock: Clock;
  readonly random: Random;
  /** How long a call may take where it does not say itself. */
  readonly timeoutMs: number;
  readonly call: Call;
  /** Sends one change once. */
  readonly send: Send;
  /** Makes a new change one of its own. */
  stamp(): OperationStamp;
  /** Asks before a sign-out how much of the technician's work has not arrived; the answer ends that. */
  beforeLogout(countPending: () => number): () => void;
}
