import type { StandInServer } from './stand-in-server.ts';

/** The part of msw 2's `http` that is used, so that only who has msw needs it. */
export interface MswHttp<Handler> {
  all(path: string, resolve: (info: { readonly request: Request }) => Promise<Response>): Handler;
}

/**
 * A stand-in server as handlers of msw 2, for pages and tests that keep their own `fetch`:
 * `setupWorker(...createMswHandlers(http, server, 'https://field.test'))`. A fault that breaks the connection is a
 * network error there too.
 */
export function createMswHandlers<Handler>(
  http: MswHttp<Handler>,
  server: Pick<StandInServer, 'handle'>,
  baseUrl: string,
): Handler[] {
  let address = baseUrl;
  while (address.endsWith('/')) address = address.slice(0, -1);
  const resolve = async ({ request }: { readonly request: Request }) => {
    try {
      return await server.handle(request);
    } catch (error) {
      if (request.signal.aborted || !(error instanceof TypeError)) throw error;
      return Response.error();
    }
  };
  return ['/v1/*', '/.well-known/*', '/healthz', '/readyz', '/openapi.json'].map((path) =>
    http.all(address + path, resolve),
  );
}
