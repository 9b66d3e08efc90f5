/**
 * Lets one request at a time work on an upload, the newest first in line: a phone that comes back must not wait for its own
 * dead connection. Other processes are not held back: they write the same bytes to the same places.
 */
export interface UploadTurns {
  /** Runs `work` when the request before has stopped; `signal` tells that the next one is waiting. */
  take<T>(uploadId: string, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

export function createUploadTurns(): UploadTurns {
  const last = new Map<string, { readonly controller: AbortController; readonly done: Promise<unknown> }>();
  return {
    async take(uploadId, work) {
      const before = last.get(uploadId);
      before?.controller.abort();
      const controller = new AbortController();
      const run = (before?.done ?? Promise.resolve()).then(() => work(controller.signal));
      const turn = {
        controller,
        done: run.then(
          () => undefined,
          () => undefined,
        ),
      };
      last.set(uploadId, turn);
      try {
        return await run;
      } finally {
        if (last.get(uploadId) === turn) last.delete(uploadId);
      }
    },
  };
}
