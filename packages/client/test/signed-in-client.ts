import type { ServerResponse } from 'node:http';
import { createFieldClient, type FieldClient, type FieldClientOptions } from '../src/index.ts';
import { type LoopbackServer, type Respond, sendJson, startLoopbackServer } from './loopback-server.ts';
import { sampleLogin, sampleSession } from './samples.ts';

/** A server that signs anybody in and leaves the rest to `respond`. */
export async function startServer(respond: Respond): Promise<LoopbackServer> {
  return startLoopbackServer((request, response: ServerResponse) => {
    if (request.path === '/v1/login') return sendJson(response, sampleSession());
    return respond(request, response);
  });
}

/** A technician signed in at such a server; the login is not in `server.seen` any more. */
export async function startSignedIn(
  respond: Respond,
  options: Partial<FieldClientOptions> = {},
): Promise<{ client: FieldClient; server: LoopbackServer }> {
  const server = await startServer(respond);
  const client = createFieldClient({ ...options, tenant: undefined, baseUrl: server.url });
  await client.login(sampleLogin);
  server.seen.length = 0;
  return { client, server };
}

/** What a call was rejected with. */
export async function rejection(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    (value) => {
      throw new TypeError(`expected a rejection, got ${JSON.stringify(value)}`);
    },
    (error: unknown) => error,
  );
}
