import { isFieldError } from '@field/core';
import { oltError } from '../contract/errors.ts';
import type { Doing } from '../contract/phrases.ts';

/** What is going on, for an error. */
export interface Task {
  readonly doing: Doing;
  /** The command that runs, without secrets. */
  readonly command?: string;
}

/** How long something may take: nothing heard for `silenceMs`, or past `endsAt` (on the clock of `performance.now()`). */
export interface Limits extends Task {
  readonly silenceMs: number;
  readonly endsAt: number;
  readonly signal: AbortSignal | undefined;
}

const longestTimer = 2 ** 31 - 1;

/**
 * Runs one piece of work until it settles, a limit passes or the signal fires, whichever is first. The timer is always cleared.
 * @throws FieldError `olt.timeout`, `olt.aborted`; what the work throws, a lost connection as `olt.session_closed`
 */
export async function within<T>(limits: Limits, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { signal } = limits;
  if (signal?.aborted) throw oltError('olt.aborted', { ...aboutTask(limits) });
  const stopped = new AbortController();
  const ms = Math.min(limits.silenceMs, limits.endsAt - performance.now(), longestTimer);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let abort: (() => void) | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      const stop = (code: 'olt.timeout' | 'olt.aborted') => {
        reject(oltError(code, { ...aboutTask(limits) }));
        stopped.abort();
      };
      timer = setTimeout(() => stop('olt.timeout'), Math.max(ms, 0));
      abort = () => stop('olt.aborted');
      signal?.addEventListener('abort', abort, { once: true });
      const run = async () => work(stopped.signal);
      run().then(resolve, (error: unknown) => reject(asSessionError(error, limits)));
    });
  } finally {
    clearTimeout(timer);
    if (abort) signal?.removeEventListener('abort', abort);
  }
}

/** What an error's details say about it. */
export function aboutTask({ doing, command }: Task): Task {
  return command === undefined ? { doing } : { doing, command };
}

function asSessionError(error: unknown, task: Task): unknown {
  if (isFieldError(error, 'olt.session_closed') || isSystemError(error))
    return oltError('olt.session_closed', { ...aboutTask(task) }, { cause: error });
  return error;
}

/** What a socket throws; anything else is a mistake in a program and must not look like a lost connection. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
