import { clientError } from '../errors/client-error.ts';

/** SHA-256 of some bytes: WebCrypto's, Node's, or a library's where a runtime has none. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array | ArrayBuffer | Promise<Uint8Array | ArrayBuffer>;

/**
 * The app's, or WebCrypto's.
 * @throws ClientError `client.missing_port`
 */
export function resolveSha256(given: Sha256 | undefined): (bytes: Uint8Array) => Promise<string> {
  const subtle = globalThis.crypto?.subtle;
  const sha256 = given ?? (subtle && ((bytes) => subtle.digest('SHA-256', bytes as BufferSource)));
  if (!sha256) throw clientError('client.missing_port', { port: 'sha256' });
  return async (bytes) => {
    const octets = new Uint8Array(await sha256(bytes));
    return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
  };
}
