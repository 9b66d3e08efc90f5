import { isValidationError, type Locale } from '@field/core';
import { normalizeDomain } from '@field/core/identifiers';
import { clientError } from '../errors/client-error.ts';
import { invalidInput } from '../errors/invalid-input.ts';

/** An absolute http or https address, read without `URL`, which React Native has only in part. */
export interface Address {
  /** Without a slash at its end: `https://api.provedor.com.br/field`. */
  readonly url: string;
  /** With the port: `api.provedor.com.br:8443`. */
  readonly host: string;
}

/**
 * Reads an address the client may send secrets to: https, or http where the host is this device itself.
 * @param field names the address in the error
 * @throws ClientError `client.insecure_address`, or `client.invalid` where the text is no address
 */
export function parseAddress(text: string, field: string, locale: Locale): Address {
  const [, scheme = '', authority = '', path = ''] =
    /^(https?):\/\/([^/?#]*)((?:\/+[^/?#]+)*)/i.exec(text.trim()) ?? [];
  const host = parseHost(authority, field, locale);
  const secure = scheme.toLowerCase() === 'https';
  if (!secure && !isLoopback(host)) throw clientError('client.insecure_address', { address: text });
  return { url: `${secure ? 'https' : 'http'}://${host}${path}`, host };
}

/**
 * Reads a domain as a technician types it.
 * @throws ClientError `client.invalid`, naming `field`
 */
export function parseHost(text: string, field: string, locale: Locale): string {
  try {
    return normalizeDomain(text);
  } catch (error) {
    if (!isValidationError(error)) throw error;
    throw invalidInput(
      error.issues.map((issue) => ({ ...issue, path: [field] })),
      locale,
    );
  }
}

/** Whether a host, with a port or without, is this device: 127.0.0.0/8, `[::1]`, `localhost` and below (RFC 6761, 6.3). */
export function isLoopback(host: string): boolean {
  return /^(127(\.\d{1,3}){3}|\[::1\]|(.+\.)?localhost)(:\d+)?$/.test(host);
}

/** Whether `host` is `owner` or a name below it; ports do not matter. */
export function belongsTo(host: string, owner: string): boolean {
  const [name, ownerName] = [host, owner].map((text) => text.replace(/:\d+$/, '')) as [string, string];
  return name === ownerName || name.endsWith(`.${ownerName}`);
}
