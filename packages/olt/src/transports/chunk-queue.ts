import { oltError } from '../contract/errors.ts';

/** A stream that can be told to hold back, as every Node readable can. */
export interface PausableSource {
  pause(): unknown;
  resume(): unknown;
}

export interface ChunkQueueOptions {
  /** Named in errors, without user or password. */
  readonly target: string;
  /** Told to hold back while more than `limit` characters wait, so that a device that floods cannot fill the memory. */
  readonly source: PausableSource;
  /** Characters that may wait before the source is paused; 262,144 unless told. */
  readonly limit?: number;
}

/** Chunks between a connection that pushes and one reader that pulls, in order. */
export interface ChunkQueue {
  push(chunk: string): void;
  /** Nothing more will come. What waits can still be read. */
  end(cause?: unknown): void;
  /** @throws FieldError `olt.session_closed` when all was read and nothing more comes, `olt.aborted` when `signal` fires */
  take(signal?: AbortSignal): Promise<string>;
}

interface Waiter {
  readonly resolve: (chunk: string) => void;
  readonly reject: (error: unknown) => void;
}

export function createChunkQueue({ target, source, limit = 262_144 }: ChunkQueueOptions): ChunkQueue {
  const chunks: string[] = [];
  const waiters: Waiter[] = [];
  let size = 0;
  let paused = false;
  let ended: { readonly cause: unknown } | null = null;

  const closed = (cause: unknown) =>
    oltError('olt.session_closed', { target, doing: 'reading' }, cause === undefined ? {} : { cause });

  return {
    push(chunk) {
      if (chunk === '' || ended) return;
      const waiter = waiters.shift();
      if (waiter) {
        waiter.resolve(chunk);
        return;
      }
      chunks.push(chunk);
      size += chunk.length;
      if (size > limit && !paused) {
        paused = true;
        source.pause();
      }
    },

    end(cause) {
      if (ended) return;
      ended = { cause };
      for (const waiter of waiters.splice(0)) waiter.reject(closed(cause));
    },

    async take(signal) {
      const aborted = () => oltError('olt.aborted', { target, doing: 'reading' });
      if (signal?.aborted) throw aborted();
      const chunk = chunks.shift();
      if (chunk !== undefined) {
        size -= chunk.length;
        if (paused && size <= limit / 2) {
          paused = false;
          source.resume();
        }
        return chunk;
      }
      if (ended) throw closed(ended.cause);
      return new Promise((resolve, reject) => {
        const stop = () => {
          waiters.splice(waiters.indexOf(waiter), 1);
          reject(aborted());
        };
        const waiter: Waiter = {
          resolve: (value) => {
            signal?.removeEventListener('abort', stop);
            resolve(value);
          },
          reject: (error) => {
            signal?.removeEventListener('abort', stop);
            reject(error);
          },
        };
        signal?.addEventListener('abort', stop, { once: true });
        waiters.push(waiter);
      });
    },
  };
}
