import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** What happens to one request on its way. */
export type Fault =
  /** It never arrives; the connection breaks. */
  | { readonly kind: 'drop-request' }
  /** It arrives and is done; the connection breaks before the answer comes. */
  | { readonly kind: 'drop-answer' }
  /** It arrives twice at once; the second answer comes. */
  | { readonly kind: 'duplicate' }
  /** It arrives, and arrives once more after the answer has come. */
  | { readonly kind: 'repeat-later' }
  /** It arrives after the next request. */
  | { readonly kind: 'reorder' }
  /** It arrives so many milliseconds later. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** It is done, and a captive portal's page comes in place of the answer. */
  | { readonly kind: 'html' }
  /** It is done, and a gateway's 200 with an error inside comes in place of the answer. */
  | { readonly kind: 'error-200' };

/** A proxy on the loopback that does to requests what mobile networks do. */
export interface FaultProxy {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  /** What happens to the next requests, one fault each; those after them pass. */
  script(...faults: readonly Fault[]): void;
  /** Resolves when everything that was held back or repeated has arrived. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

const portalPage =
  '<!DOCTYPE html><html><head><title>Wi-Fi</title></head><body>Aceite os termos</body></html>';
const gatewayError = JSON.stringify({ type: 'error', message: 'Ocorreu um erro ao processar.' });

interface Passing {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Starts a proxy in front of a server. @param target `https://api.provedor.com.br` */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const faults: Fault[] = [];
  const running = new Set<Promise<unknown>>();
  let held: (() => void) | undefined;

  function pass({ method, path, headers, body }: Passing): Promise<Response> {
    const hasBody = method !== 'GET' && method !== 'HEAD';
    const sent = fetch(target + path, { method, headers, redirect: 'manual', ...(hasBody && { body }) });
    track(sent);
    return sent;
  }

  function track(work: Promise<unknown>): void {
    const settled = work.then(
      () => undefined,
      () => undefined,
    );
    running.add(settled);
    void settled.then(() => running.delete(settled));
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const passing = await takeIn(request);
    const fault = faults.shift();
    if (fault?.kind === 'drop-request') return void request.socket.destroy();
    if (fault?.kind === 'delay') await wait(fault.ms);
    if (fault?.kind === 'reorder') {
      await new Promise<void>((resolve) => {
        held = resolve;
      });
    }
    const before = held;
    if (fault?.kind === 'duplicate') track(pass(passing).then((first) => first.arrayBuffer()));
    const answer = await pass(passing);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (before && fault?.kind !== 'reorder') {
      held = undefined;
      before();
    }
    if (fault?.kind === 'repeat-later') track(pass(passing).then((second) => second.arrayBuffer()));
    if (fault?.kind === 'drop-answer') return void request.socket.destroy();
    if (fault?.kind === 'html') return end(response, 200, { 'content-type': 'text/html' }, portalPage);
    if (fault?.kind === 'error-200') {
      return end(response, 200, { 'content-type': 'application/json' }, gatewayError);
    }
    end(response, answer.status, passedOn(answer.headers), bytes);
  }

  const server = createServer((request, response) => {
    const work = serve(request, response).catch(() => request.socket.destroy());
    track(work);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    script: (...next) => void faults.push(...next),
    async settle() {
      while (running.size > 0) await Promise.all(running);
    },
    async close() {
      held?.();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** What belongs to one connection and not to the message. */
const ofConnection = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'host',
  'content-length',
  'expect',
]);

async function takeIn(request: IncomingMessage): Promise<Passing> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !ofConnection.has(name)) headers.set(name, String(value));
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk as Uint8Array);
  const { method = 'GET', url = '/' } = request;
  return { method, path: url, headers, body: Uint8Array.from(Buffer.concat(chunks)) };
}

/** The body arrives here decoded and whole. */
function passedOn(headers: Headers): Record<string, string> {
  const passed: Record<string, string> = {};
  headers.forEach((value, name) => {
    if (!ofConnection.has(name) && name !== 'content-encoding') passed[name] = value;
  });
  return passed;
}

function end(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: string | Uint8Array,
): void {
  response.writeHead(status, headers).end(body);
}
