import { isFieldError } from '@field/core';
import { oltError } from '../contract/errors.ts';

const firstPauseMs = 400;
const longestPauseMs = 4_000;

/** How long to keep asking for a session, and what chooses the pauses. */
export interface Patience {
  /** From now on; no attempt begins later. */
  readonly withinMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Whether an error says that there is no free session; `olt.session_limit` unless told. */
  readonly isFull?: (error: unknown) => boolean;
  /** Between 0 and 1; `Math.random` unless told. */
  readonly random?: () => number;
}

/**
 * Opens a session, again and again while the OLT says that this user has no free one. An OLT keeps the place of a connection that was
 * cut for a while (an MA5800 for some eight seconds), so that the next login is refused at first. Pauses double from 0.4 to 4 seconds,
 * each between half and all of that, so that several programs do not knock in step. Nothing else is tried again, least of all a
 * password that was refused: three wrong ones lock an account.
 * @throws FieldError `olt.session_limit` once the time is over, `olt.aborted`, what `open` throws
 */
export async function awaitFreeSession<Session>(
  open: () => Promise<Session>,
  { withinMs, signal, isFull = isSessionLimit, random = Math.random }: Patience,
): Promise<Session> {
  const endsAt = performance.now() + withinMs;
  for (let longest = firstPauseMs; ; longest = Math.min(longest * 2, longestPauseMs)) {
    try {
      return await open();
    } catch (error) {
      const pauseMs = longest * (0.5 + random() / 2);
      if (!isFull(error) || performance.now() + pauseMs >= endsAt) throw error;
      await pause(pauseMs, signal);
    }
  }
}

const isSessionLimit = (error: unknown) => isFieldError(error, 'olt.session_limit');

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      clearTimeout(timer);
      reject(oltError('olt.aborted', { doing: 'waiting for a free session' }));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', giveUp);
      resolve();
    }, ms);
    if (signal?.aborted) giveUp();
    else signal?.addEventListener('abort', giveUp, { once: true });
  });
}
