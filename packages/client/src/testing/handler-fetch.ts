import type { FetchPort } from '../ports/fetch.ts';

/** Anything that answers a `Request`: a Field server's `fetch`, or a few lines of your own. */
export type Handler = (request: Request) => Response | Promise<Response>;

/**
 * A `fetch` that asks a handler in this process instead of a network, so that an app can be built and tested with
 * nothing running: `createFieldClient({ baseUrl: 'https://field.test', fetch: createHandlerFetch(server.fetch) })`.
 */
export function createHandlerFetch(handler: Handler): FetchPort {
  return async (url, init) => {
    const request = new Request(url, init);
    request.signal.throwIfAborted();
    return handler(request);
  };
}
