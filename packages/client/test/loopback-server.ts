import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface LoopbackServer {
  readonly url: string;
  /** `127.0.0.1:43210` */
  readonly host: string;
  /** Every request, oldest first. */
  readonly seen: SeenRequest[];
}

export type Respond = (request: SeenRequest, response: ServerResponse) => void | Promise<void>;

/** An HTTP server on a loopback port of its own, gone when the test ends. */
export async function startLoopbackServer(respond: Respond): Promise<LoopbackServer> {
  const seen: SeenRequest[] = [];
  const failures: unknown[] = [];
  const server = createServer((incoming, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const request = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString('latin1'),
      };
      seen.push(request);
      await respond(request, response);
    })().catch((error: unknown) => {
      failures.push(error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    if (failures.length > 0) throw failures[0];
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}`, seen };
}

/** Answers with JSON. */
export function sendJson(
  response: ServerResponse,
  value: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}

/** Answers with a problem document. */
export function sendProblem(
  response: ServerResponse,
  status: number,
  problem: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): void {
  const body = {
    type: 'about:blank',
    title: 'Refused',
    status,
    detail: 'The server said no.',
    code: 'server.refused',
    retryable: false,
    errors: [],
    traceId: 'trace-1',
    ...problem,
  };
  const type = { 'content-type': 'application/problem+json; charset=utf-8' };
  response.writeHead(status, { ...type, ...headers }).end(JSON.stringify(body));
}
