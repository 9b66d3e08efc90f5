import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type Http2Bindings, type HttpBindings } from '@hono/node-server';
import { answerBrokenRequests, refuseRequest } from './connections/answer-broken-request.ts';
import { closeInOrder } from './connections/close-in-order.ts';
import { type GivenConnectionLimits, parseConnectionLimits } from './connections/connection-limits.ts';
import { countConnections } from './connections/count-connections.ts';
import { sendAnswer } from './connections/send-answer.ts';
import { createHousekeeping } from './housekeeping.ts';
import { silentLogger } from './protocol/logger.ts';
import { protocolError } from './protocol/protocol-errors.ts';
import { createFieldHandler, type FieldServerOptions } from './server.ts';
import { startError } from './start-error.ts';
import { together } from './storage/together.ts';

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
  /** How long and how many connections may be; what is not told stays as usual. */
  readonly connections?: GivenConnectionLimits;
}

export interface RunningServer {
  /** `http://host:port`. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /**
   * Says that it is not ready any more, lets running requests end, and closes the port. What comes in meanwhile is answered and its
   * connection ended. Storage stays open.
   */
  close(): Promise<void>;
}

/**
 * Serves the protocol over HTTP with Node. Put a TLS proxy in front of it outside of one machine.
 * @throws FieldError `server.not_listening`, ValidationError naming the wrong limits of connections
 */
export async function startFieldServer(options: StartOptions): Promise<RunningServer> {
  const { port, host = '127.0.0.1', behindProxy = false, clock = () => new Date() } = options;
  const { logger = silentLogger } = options;
  const limits = parseConnectionLimits(options.connections ?? {});
  const leaving = new AbortController();
  const closing = options.closing ? AbortSignal.any([options.closing, leaving.signal]) : leaving.signal;
  const field = createFieldHandler({ ...options, closing });
  // Without a `createServer` of ours it makes a plain HTTP server.
  const server = createAdaptorServer({
    async fetch(request: Request, { incoming, outgoing }: HttpBindings | Http2Bindings) {
      const response = outgoing as ServerResponse;
      if (incoming.rawHeaders.length / 2 > limits.maxHeaders) {
        return sendAnswer(refuseRequest(protocolError('server.headers_too_large')), response);
      }
      const address = (behindProxy && lastForwarded(request)) || (incoming.socket.remoteAddress ?? '');
      return sendAnswer(await field.answer(request, { address, keepsLength: true }), response);
    },
    overrideGlobalObjects: false,
    serverOptions: {
      headersTimeout: limits.headersTimeoutMs,
      requestTimeout: limits.requestTimeoutMs,
      keepAliveTimeout: limits.keepAliveTimeoutMs,
      maxHeaderSize: limits.maxHeaderBytes,
      // A limit is only as good as how often is looked.
      connectionsCheckingInterval: Math.min(1000, Math.ceil(limits.headersTimeoutMs / 4)),
    },
  }) as Server;
  // Node would leave out those that are too many, be it the one that makes a change safe to repeat.
  server.maxHeadersCount = 0;
  answerBrokenRequests(server);
  const perAddress = behindProxy ? null : limits.maxConnectionsPerAddress;
  countConnections(server, { total: limits.maxConnections, perAddress }, (cut) =>
    logger.error({ event: 'connectionsCut', at: clock().toISOString(), cut }),
  );
  const closeServer = closeInOrder(server, leaving, limits.closeGraceMs);
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    await field.close();
    throw startError('server.not_listening', { host, port, reason }, { cause });
  }
  const housekeeping = createHousekeeping({ storage: options.storage, clock, logger });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    host,
    port: bound,
    async close() {
      await closeServer();
      await together([field.close(), housekeeping.close()]);
    },
  };
}

/** The address the nearest proxy saw; those before it are what the caller claims. */
function lastForwarded(request: Request): string | undefined {
  return request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim();
}
