import { hash, randomBytes } from 'node:crypto';

/** A random opaque token of 256 bits. */
export function mintToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token. A plain hash serves: 256 random bits cannot be guessed, so nothing slow is needed. */
export function hashToken(token: string): string {
  return hash('sha256', token, 'base64url');
}
