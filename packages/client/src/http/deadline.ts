import { type ClientError, type ClientErrorDetails, clientError } from '../errors/client-error.ts';
import type { Clock } from '../ports/clock.ts';

/** When one call ends: after so much time, or when the app no longer wants it. */
export interface Deadline {
  /** What fetch listens to. */
  readonly signal: AbortSignal;
  /** The outcome of `work`, or the deadline's error where that comes first: not every fetch heeds its signal. */
  guard<T>(work: Promise<T>): Promise<T>;
  /** The error the deadline ended the call with; `undefined` while it runs. */
  readonly error: ClientError | undefined;
  /** Lets go of the timer and of the app's signal. */
  clear(): void;
}

/**
 * @param facts go into the error it ends with
 * @throws ClientError `client.aborted` where the app's signal is aborted already
 */
export function startDeadline(
  clock: Clock,
  timeoutMs: number,
  appSignal: AbortSignal | undefined,
  facts: Partial<ClientErrorDetails>,
): Deadline {
  const aborted = () => clientError('client.aborted', facts, { cause: appSignal?.reason });
  if (appSignal?.aborted) throw aborted();

  const controller = new AbortController();
  let error: ClientError | undefined;
  let reject: (reason: ClientError) => void;
  const ended = new Promise<never>((_, rejectEnded) => {
    reject = rejectEnded;
  });
  // Those who wait get the rejection from `guard`; without this line it would count as unhandled where nobody does.
  ended.catch(() => undefined);

  const end = (reason: ClientError) => {
    clear();
    error = reason;
    reject(reason);
    controller.abort(reason);
  };
  const onAbort = () => end(aborted());
  const stopTimer = clock.schedule(timeoutMs, () =>
    end(clientError('client.timeout', { ...facts, timeoutMs })),
  );
  const clear = () => {
    stopTimer();
    appSignal?.removeEventListener('abort', onAbort);
  };
  appSignal?.addEventListener('abort', onAbort);

  return {
    signal: controller.signal,
    guard: (work) => Promise.race([work, ended]),
    get error() {
      return error;
    },
    clear,
  };
}
