import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { onTestFinished } from 'vitest';

export type Handler = (request: Request) => Promise<Response>;

/** A server with something broken in it: what goes in, or what comes out, is changed. */
export type Mutation = (handler: Handler, restarts: () => number) => Handler;

/** Puts a handler on a free port of the loopback until the test ends. */
export async function listen(fetch: Handler): Promise<string> {
  const server = createAdaptorServer({ fetch, overrideGlobalObjects: false }) as Server;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The request with other headers. */
export function withHeaders(request: Request, change: (headers: Headers) => void): Request {
  const headers = new Headers(request.headers);
  change(headers);
  const { method, url, body } = request;
  return new Request(url, { method, headers, body, ...(body && { duplex: 'half' }) } as RequestInit);
}

export const without =
  (...names: string[]): Mutation =>
  (handler) =>
  (request) =>
    handler(
      withHeaders(request, (headers) => {
        for (const name of names) headers.delete(name);
      }),
    );

/** Changes what is answered to some requests. */
export const answering =
  (
    applies: (request: Request, response: Response) => boolean,
    change: (response: Response, request: Request) => Response | Promise<Response>,
  ): Mutation =>
  (handler) =>
  async (request) => {
    const response = await handler(request);
    return applies(request, response) ? change(response, request) : response;
  };

/** An answer whose JSON is changed. */
export async function rewritten(response: Response, change: (json: Record<string, unknown>) => unknown) {
  const json = (await response.json()) as Record<string, unknown>;
  return new Response(JSON.stringify(change(json)), { status: response.status, headers: response.headers });
}

/** An answer with other headers; `null`: without a body. */
export function reheaded(
  response: Response,
  change: (headers: Headers) => void,
  body: BodyInit | null = response.body,
): Response {
  const headers = new Headers(response.headers);
  change(headers);
  return new Response(body, { status: response.status, headers });
}

/** Leaves a header out of some answers. */
export const unsaid = (name: string, applies: (request: Request, response: Response) => boolean): Mutation =>
  answering(applies, (response) => reheaded(response, (headers) => headers.delete(name)));

export const pathOf = (request: Request) => new URL(request.url).pathname;
