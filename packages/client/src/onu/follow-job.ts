import { check } from '@field/core';
import { hasEnded, OnuJob } from '@field/core/onu-jobs';
import type { Connection } from '../connection.ts';
import { type ClientError, clientError, isClientError } from '../errors/client-error.ts';
import { json } from '../http/answer.ts';
import type { Technician } from '../http/caller.ts';
import { createPathTag } from '../http/path.ts';
import { waitMs } from '../outbox/backoff.ts';
import { eventStream } from './event-stream.ts';

export const jobAnswer = json((value) => check(OnuJob, value));

/** What following a job tells. */
export interface Following {
  readonly as: Technician;
  readonly signal: AbortSignal;
  /** Whether to try it as a stream. */
  readonly streaming: boolean;
  /** The job, whenever it has changed. */
  readonly onJob: (job: OnuJob) => void;
  /** `null` while the server answers; else why it cannot be reached. It is asked again by itself. */
  readonly onConnection: (error: ClientError | null) => void;
}

/** A stream that is silent for so long is dead: the server sends a heartbeat more often. */
const silenceMs = 45_000;
/** The server ends a stream after ten minutes by itself. */
const streamMs = 11 * 60_000;
/** How often a job is read where it cannot be streamed. */
const readEveryMs = { baseMs: 1_000, maxMs: 5_000 };
const retryMs = { baseMs: 1_000, maxMs: 30_000 };
/** A stream that brought nothing so often while a read worked is not tried again: something in between swallows it. */
const maxSwallowed = 2;

/** Errors that asking again does not mend. */
const final: readonly string[] = [
  'client.not_found',
  'client.forbidden',
  'client.unauthenticated',
  'client.aborted',
];

/**
 * Follows a job to its end: as a stream where the runtime has one, else by reading it again. Bad coverage does not end it.
 * @throws ClientError where asking again is of no use
 */
export async function followJob(
  connection: Connection,
  jobId: string,
  following: Following,
): Promise<OnuJob> {
  const { call, clock, locale, random } = connection;
  const { as, onConnection, onJob, signal } = following;
  const path = createPathTag(locale)`/v1/onu-jobs/${{ jobId }}`;
  let latest: OnuJob | undefined;
  let swallowed = 0;
  let suspected = false;
  let failures = 0;
  let reads = 0;

  function take(job: OnuJob): void {
    failures = 0;
    onConnection(null);
    if (latest && job.revision <= latest.revision) return;
    latest = job;
    onJob(job);
  }

  async function stream(): Promise<void> {
    const silent = new AbortController();
    let stopTimer = () => {};
    const heard = () => {
      stopTimer();
      stopTimer = clock.schedule(silenceMs, () => silent.abort());
    };
    const onAbort = () => silent.abort();
    signal.addEventListener('abort', onAbort);
    heard();
    const answer = eventStream(({ data }) => {
      const job = check(OnuJob, parsed(data));
      if (job.ok) take(job.value);
    }, heard);
    const request = {
      method: 'GET',
      path: `${path}/events`,
      // Asked for again where the line drops within one call: by then more was seen.
      get headers(): Record<string, string> {
        return latest ? { 'last-event-id': String(latest.revision) } : {};
      },
    } as const;
    try {
      await call(request, answer, { as, signal: silent.signal, timeoutMs: streamMs });
    } catch (error) {
      if (!signal.aborted && isClientError(error) && silent.signal.aborted) {
        throw clientError('client.timeout', { host: connection.host }, { cause: error });
      }
      throw error;
    } finally {
      stopTimer();
      signal.removeEventListener('abort', onAbort);
    }
  }

  async function read(): Promise<void> {
    if (reads > 0) await pause(waitMs(reads, readEveryMs, random, null));
    reads += 1;
    take(await call({ method: 'GET', path }, jobAnswer, { as, signal }));
  }

  const pause = (ms: number) =>
    new Promise<void>((resolve, reject) => {
      const end = () => {
        stop();
        reject(clientError('client.aborted'));
      };
      const stop = clock.schedule(ms, () => {
        signal.removeEventListener('abort', end);
        resolve();
      });
      signal.addEventListener('abort', end);
    });

  for (;;) {
    if (signal.aborted) throw clientError('client.aborted');
    if (latest && hasEnded(latest)) return latest;
    const before: OnuJob | undefined = latest;
    const streaming: boolean = following.streaming && swallowed < maxSwallowed && !suspected;
    try {
      if (streaming) await stream();
      else await read();
      if (!streaming && suspected) swallowed += 1;
      suspected = streaming && latest === before;
    } catch (error) {
      if (!isClientError(error) || final.includes(error.code)) throw error;
      // Bad coverage is no fault of the stream: a read after it tells which it was.
      suspected = streaming && latest === before;
      failures += 1;
      onConnection(error);
      await pause(waitMs(failures, retryMs, random, error.details.retryAfterMs));
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
