import { isFieldError } from '@field/core';
import { oltError } from '../contract/errors.ts';
import { joinSignals } from './join-signals.ts';

/**
 * Runs work that opens something, with a signal that fires when the caller's does or the time is over; then waits until the work
 * has cleaned up.
 * @throws FieldError `olt.timeout` naming what was done, what the work throws
 */
export async function beforeDeadline<Result>(
  limit: { readonly ms: number; readonly doing: string; readonly signal: AbortSignal | undefined },
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const { ms, doing, signal } = limit;
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), Math.max(ms, 0));
  const either = joinSignals(signal, late.signal);
  try {
    return await work(either.signal);
  } catch (error) {
    const over = late.signal.aborted && signal?.aborted !== true;
    throw over && isFieldError(error, 'olt.aborted')
      ? oltError('olt.timeout', { doing }, { cause: error })
      : error;
  } finally {
    clearTimeout(timer);
    either.leave();
  }
}
