import { oltError } from '@field/olt';
import { onuError } from './onu-errors.ts';

/** Longest queue of one OLT; beyond it, waiting is hopeless and asking again later is better. */
const maxWaiting = 32;

/** Lets jobs on one OLT run one after another, in the order they came. */
export interface OltQueue {
  /** @throws FieldError `server.olt_queue_full`, `olt.aborted` when `signal` ends the wait */
  run<T>(
    olt: { readonly target: string; readonly name: string },
    signal: AbortSignal,
    job: () => Promise<T>,
  ): Promise<T>;
}

export function createOltQueue(): OltQueue {
  /** By target: the end of the last job in line, and how many are in it. */
  const lines = new Map<string, { last: Promise<void>; length: number }>();

  return {
    async run({ target, name }, signal, job) {
      const line = lines.get(target) ?? { last: Promise.resolve(), length: 0 };
      if (line.length > maxWaiting)
        throw onuError('server.olt_queue_full', { olt: name, retryAfterSeconds: 30 });
      const turn = line.last;
      const { promise: done, resolve: finish } = withResolvers();
      // A job that gives up waiting must not let the next one overtake the one that runs.
      line.last = Promise.all([turn, done]).then(() => undefined);
      line.length += 1;
      lines.set(target, line);
      try {
        await untilAborted(turn, signal);
        return await job();
      } finally {
        finish();
        line.length -= 1;
        if (line.length === 0) lines.delete(target);
      }
    },
  };
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

async function untilAborted(turn: Promise<void>, signal: AbortSignal): Promise<void> {
  const aborted = () => oltError('olt.aborted', { doing: 'waiting for the OLT' });
  if (signal.aborted) throw aborted();
  await new Promise<void>((resolve, reject) => {
    const give = () => reject(aborted());
    signal.addEventListener('abort', give, { once: true });
    void turn.then(() => {
      signal.removeEventListener('abort', give);
      resolve();
    });
  });
}
