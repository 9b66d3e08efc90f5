import { getCiphers } from 'node:crypto';
import { ValidationError } from '@field/core';
import { oltError } from '../contract/errors.ts';

export type SnmpAuthProtocol = 'md5' | 'sha' | 'sha224' | 'sha256' | 'sha384' | 'sha512';

/**
 * `aes` is AES-128; the letter after `aes256` says how the key is made longer: b as in Blumenthal's draft, r as in Reeder's (Cisco).
 * `des` needs `node --openssl-legacy-provider`: Node's own OpenSSL has it switched off.
 */
export type SnmpPrivProtocol = 'des' | 'aes' | 'aes256b' | 'aes256r';

/** Who asks. A v3 user without privacy must say so: everything it reads then crosses the network in the clear. */
export type SnmpCredentials =
  | { readonly version: '2c'; readonly community: string }
  | ({
      readonly version: '3';
      readonly user: string;
      readonly authProtocol: SnmpAuthProtocol;
      readonly authPassword: string;
      /** The context name; empty unless told. */
      readonly context?: string;
    } & (
      | { readonly privProtocol: SnmpPrivProtocol; readonly privPassword: string }
      | { readonly privProtocol: 'none' }
    ));

/** RFC 3414, section 11.2: a password is at least eight characters long. */
const shortestPassword = 8;

/** @throws ValidationError naming what is missing or too short, never the value; FieldError `olt.bad_request` where Node has no DES */
export function checkSnmpCredentials(credentials: SnmpCredentials): void {
  if (credentials.version === '2c') {
    need('community', credentials.community, 1);
    return;
  }
  need('user', credentials.user, 1);
  need('authPassword', credentials.authPassword, shortestPassword);
  if (credentials.privProtocol === 'none') return;
  need('privPassword', credentials.privPassword, shortestPassword);
  if (credentials.privProtocol === 'des' && !getCiphers().includes('des-cbc'))
    throw oltError('olt.bad_request', {
      field: 'credentials.privProtocol',
      reason: 'DES needs node --openssl-legacy-provider; most OLTs take aes as well',
    });
}

function need(field: string, value: string | undefined, min: number): void {
  const code = value === undefined || value === '' ? 'required' : 'too_short';
  if ((value ?? '').length < min)
    throw new ValidationError([{ path: ['credentials', field], code, params: { min } }]);
}
