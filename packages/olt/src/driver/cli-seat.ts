import { isFieldError } from '@field/core';
import PQueue from 'p-queue';
import type { CliSession } from '../contract/cli.ts';
import { oltError } from '../contract/errors.ts';
import type { GuardedTransport } from './guarded-transport.ts';
import type { OperationMark } from './operation-mark.ts';

/** A logged-in session and the gate it writes through. */
export interface SeatedSession {
  readonly cli: CliSession;
  readonly gate: GuardedTransport;
}

/**
 * The one seat of an OLT's command line: holds at most one session, lets one operation at a time work with it, and opens a new
 * one when the last has ended.
 */
export interface CliSeat {
  /** Runs `work` alone with a usable session. `mark` says whose work it is. */
  use<Result>(
    work: (session: SeatedSession) => Promise<Result>,
    signal?: AbortSignal,
    mark?: OperationMark,
  ): Promise<Result>;
  /**
   * Like `use`, for work that only reads: when a session that was open from before turns out to be cut (an idle time-out, a
   * restart), the work is done once more in a new one.
   */
  read<Result>(
    work: (session: SeatedSession) => Promise<Result>,
    signal?: AbortSignal,
    mark?: OperationMark,
  ): Promise<Result>;
  /** Whose work is done now; null between operations. */
  readonly operation: OperationMark | null;
  /** Leaves the current session, if any, and opens another; only from inside `use`. */
  reopen(signal?: AbortSignal): Promise<SeatedSession>;
  close(): Promise<void>;
}

/** When a session nobody needs is left: before the OLT does it by its own, without a log-off (Huawei after five minutes). */
export const defaultIdleMs = 240_000;

/**
 * @param open connects and logs in
 * @param idleMs how long a session nobody uses is kept; then it is left by the log-off dialogue, and the next operation opens another
 */
export function createCliSeat(
  open: (signal?: AbortSignal) => Promise<SeatedSession>,
  idleMs: number = defaultIdleMs,
): CliSeat {
  const queue = new PQueue({ concurrency: 1 });
  let current: SeatedSession | null = null;
  let closed = false;
  let operation: OperationMark | null = null;
  let idle: ReturnType<typeof setTimeout> | undefined;
  queue.on('add', () => clearTimeout(idle));
  queue.on('idle', () => {
    if (current && Number.isFinite(idleMs)) idle = setTimeout(() => void queue.add(leave), idleMs).unref();
  });

  const seated = async (signal?: AbortSignal) => {
    if (closed) throw oltError('olt.session_closed', { doing: 'opening the connection' });
    if (current?.cli.usable) return { session: current, fresh: false };
    await leave();
    current = await open(signal);
    return { session: current, fresh: true };
  };
  const leave = async () => {
    const last = current;
    current = null;
    await last?.cli.close();
  };
  const queued = <Result>(
    work: () => Promise<Result>,
    signal?: AbortSignal,
    mark: OperationMark | null = null,
  ): Promise<Result> => {
    const aborted = () => oltError('olt.aborted', { doing: 'waiting for the session' });
    let begun = false;
    return new Promise((resolve, reject) => {
      // Who gives up while waiting hears it at once; who is being served hears what came of it.
      const giveUp = () => {
        if (!begun) reject(aborted());
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      const task = queue.add(async () => {
        begun = true;
        if (signal?.aborted) throw aborted();
        operation = mark;
        try {
          return await work();
        } finally {
          operation = null;
        }
      });
      task.then(resolve, reject).finally(() => signal?.removeEventListener('abort', giveUp));
    });
  };

  return {
    use: (work, signal, mark) => queued(async () => work((await seated(signal)).session), signal, mark),
    read: (work, signal, mark) =>
      queued(
        async () => {
          const { session, fresh } = await seated(signal);
          try {
            return await work(session);
          } catch (error) {
            if (fresh || !isFieldError(error, 'olt.session_closed')) throw error;
            return work((await seated(signal)).session);
          }
        },
        signal,
        mark,
      ),
    get operation() {
      return operation;
    },
    async reopen(signal) {
      await leave();
      return (await seated(signal)).session;
    },
    async close() {
      closed = true;
      clearTimeout(idle);
      await queue.onIdle();
      await leave();
    },
  };
}
