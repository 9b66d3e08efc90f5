import type { Bench } from './bench.ts';

/** One thing the Field protocol promises, and how to see whether a server keeps it. */
export interface ProtocolPromise {
  /** Never changes: `idempotency.replay`. */
  readonly id: string;
  /** What is promised, as a sentence. */
  readonly says: string;
  /** @throws FieldError `server.promise_broken`, `server.promise_untested` */
  test(bench: Bench): Promise<void>;
}
