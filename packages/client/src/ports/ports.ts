import { clientError } from '../errors/client-error.ts';
import { type Clock, systemClock } from './clock.ts';
import type { FetchPort, Middleware } from './fetch.ts';
import type { Random } from './random.ts';

/** What the client takes from its platform; each is the platform's own where left out. */
export interface Ports {
  readonly fetch?: FetchPort | undefined;
  readonly clock?: Clock | undefined;
  /** React Native has no random bytes by itself: give the client a source there. */
  readonly random?: Random | undefined;
  /** Around every request, the first outermost. */
  readonly middleware?: readonly Middleware[] | undefined;
}

/**
 * The platform's ports where the app gave none.
 * @throws ClientError `client.missing_port`
 */
export function resolvePorts(ports: Ports): { fetch: FetchPort; clock: Clock } {
  const { fetch = globalThis.fetch, clock = systemClock, middleware = [] } = ports;
  if (typeof fetch !== 'function') throw clientError('client.missing_port', { port: 'fetch' });
  // Called without its object: a browser's fetch insists on `window`.
  const port: FetchPort = (url, init) => fetch(url, init);
  return {
    clock,
    fetch: middleware.reduceRight<FetchPort>((next, layer) => (url, init) => layer(url, init, next), port),
  };
}

/**
 * WebCrypto's random bytes where the app gave no source.
 * @throws ClientError `client.missing_port`
 */
export function resolveRandom({ random }: Ports): Random {
  const { crypto } = globalThis;
  if (random) return random;
  if (typeof crypto?.getRandomValues !== 'function')
    throw clientError('client.missing_port', { port: 'random' });
  return (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>);
}
