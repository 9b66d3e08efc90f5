import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type Http2Bindings, type HttpBindings } from '@hono/node-server';
import { answerBrokenRequests } from './answer-broken-request.ts';
import { createFieldServer, type FieldServerOptions } from './server.ts';
import { startError } from './start-error.ts';

export interface StartOptions extends FieldServerOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** The address to listen on; `127.0.0.1` unless told, so that nothing is exposed by accident. */
  readonly host?: string;
  /**
   * True where every request comes through a proxy of yours: the caller's address, by which logins are slowed down, is then the
   * last one in `X-Forwarded-For`. Default false: the header is not believed.
   */
  readonly behindProxy?: boolean;
}

export interface RunningServer {
  /** `http://host:port`. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** Takes no new requests, lets running ones end, and closes the port. Storage stays open. */
  close(): Promise<void>;
}

/** Longest wait for running requests when the server closes. */
const closeGraceMs = 10_000;

/**
 * Serves the protocol over HTTP with Node. Put a TLS proxy in front of it outside of one machine.
 * @throws FieldError `server.not_listening`
 */
export async function startFieldServer(options: StartOptions): Promise<RunningServer> {
  const { port, host = '127.0.0.1', behindProxy = false } = options;
  const leaving = new AbortController();
  const closing = options.closing ? AbortSignal.any([options.closing, leaving.signal]) : leaving.signal;
  const field = createFieldServer({ ...options, closing });
  // Without a `createServer` of ours it makes a plain HTTP server.
  const server = createAdaptorServer({
    fetch: (request: Request, { incoming }: HttpBindings | Http2Bindings) =>
      field.fetch(request, {
        address: (behindProxy && lastForwarded(request)) || (incoming.socket.remoteAddress ?? ''),
      }),
    overrideGlobalObjects: false,
    serverOptions: { headersTimeout: 15_000, requestTimeout: 15 * 60_000, keepAliveTimeout: 5_000 },
  }) as Server;
  answerBrokenRequests(server);
  const closeServer = prepareToClose(server, leaving);
  const close = async () => {
    await closeServer();
    await field.close();
  };
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    await field.close();
    throw startError('server.not_listening', { host, port, reason }, { cause });
  }
  const { port: bound } = server.address() as AddressInfo;
  return { url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`, host, port: bound, close };
}

/** The address the nearest proxy saw; those before it are what the caller claims. */
function lastForwarded(request: Request): string | undefined {
  return request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim();
}

/** What closes a server as soon as its running requests are answered. */
function prepareToClose(server: Server, leaving: AbortController): () => Promise<void> {
  let closing: Promise<unknown> | undefined;
  server.on('request', (_request, response) => {
    // A connection that was busy when the server closed is kept alive by its answer, and would hold the port.
    response.once('close', () => setImmediate(() => closing && server.closeIdleConnections()));
  });
  return async () => {
    if (closing) {
      await closing;
      return;
    }
    leaving.abort();
    closing = once(server, 'close');
    const force = setTimeout(() => server.closeAllConnections(), closeGraceMs);
    server.close();
    server.closeIdleConnections();
    await closing;
    clearTimeout(force);
  };
}
