import { clientError } from '../errors/client-error.ts';
import { parseRetryAfter } from '../http/retry-after.ts';
import { waitMs } from '../outbox/backoff.ts';
import { type Clock, systemClock } from '../ports/clock.ts';
import type { Middleware } from '../ports/fetch.ts';
import { notify } from '../ports/notify.ts';
import { resolveRandom } from '../ports/ports.ts';
import type { Random } from '../ports/random.ts';

/** A read that is about to be tried again. */
export interface Retry {
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  /** The number of the attempt that failed, from 1. */
  readonly attempt: number;
  readonly inMs: number;
  /** The answer's status; `null` where none came. */
  readonly status: number | null;
}

/** How {@link retryReads} tries again. */
export interface RetryReadsOptions {
  /** How often a read is sent at most; 4 where left out. */
  readonly attempts?: number | undefined;
  /** The ceiling of the first wait; it doubles with each further one. 500 where left out. */
  readonly baseMs?: number | undefined;
  /** The highest ceiling; 8,000 where left out. */
  readonly maxMs?: number | undefined;
  readonly onRetry?: ((retry: Retry) => void) | undefined;
  readonly clock?: Clock | undefined;
  readonly random?: Random | undefined;
}

/** What may be gone in a moment. */
const passing: readonly number[] = [408, 425, 429, 500, 502, 503, 504];

/**
 * Middleware that sends a read again where nothing came back or the server had no time, with full jitter, never before
 * `Retry-After`, within the call's deadline. Ends with `client.retries_exhausted`, whose `details.attempts` and
 * `details.status` say how. A change is sent once: what may be lost belongs in an outbox.
 */
export function retryReads(options: RetryReadsOptions = {}): Middleware {
  const { attempts = 4, baseMs = 500, clock = systemClock, maxMs = 8_000, onRetry } = options;
  const random = resolveRandom(options);

  return async (url, init, next) => {
    const { method = 'GET', signal } = init;
    if (method !== 'GET') return next(url, init);
    const [, host = '', path = ''] = /^\w+:\/\/([^/?#]*)([^?#]*)/.exec(url) ?? [];
    for (let attempt = 1; ; attempt += 1) {
      const { cause, response } = await once(url, init, next);
      if (response && !passing.includes(response.status)) return response;
      if (signal?.aborted) throw cause ?? signal.reason;
      const status = response?.status ?? null;
      if (attempt >= attempts) {
        throw clientError('client.retries_exhausted', { host, attempts, status }, { cause });
      }
      const retryAfterMs = parseRetryAfter(response?.headers.get('retry-after') ?? null, clock.now());
      const inMs = waitMs(attempt, { baseMs, maxMs }, random, retryAfterMs);
      if (onRetry) notify(clock, onRetry, { method, path, attempt, inMs, status });
      await wait(clock, inMs, signal);
    }
  };
}

type Outcome =
  | { readonly response: Response; readonly cause?: undefined }
  | { readonly response?: undefined; readonly cause: unknown };

async function once(...[url, init, next]: Parameters<Middleware>): Promise<Outcome> {
  try {
    return { response: await next(url, init) };
  } catch (cause) {
    return { cause };
  }
}

function wait(clock: Clock, ms: number, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      stop();
      reject(signal?.reason);
    };
    const stop = clock.schedule(ms, () => {
      signal?.removeEventListener('abort', end);
      resolve();
    });
    signal?.addEventListener('abort', end, { once: true });
  });
}
