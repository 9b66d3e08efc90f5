import { hash } from 'node:crypto';
import { ValidationError } from '@field/core';
import { stretch } from '../auth/password.ts';
import type { StoredAnswer, StoredOperation } from '../storage/store.ts';
import { canonicalJson } from './canonical-json.ts';
import { protocolError } from './protocol-errors.ts';

/**
 * The `Idempotency-Key` of a request, with or without the quotes of a structured field (draft-ietf-httpapi-idempotency-key);
 * null where there is none.
 * @throws FieldError `server.bad_header`
 */
export function readIdempotencyKey(request: Request): string | null {
  const header = request.headers.get('idempotency-key');
  if (header === null) return null;
  const [, key] = /^\s*"?([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})"?\s*$/i.exec(header) ?? [];
  if (key === undefined) {
    throw protocolError('server.bad_header', { header: 'Idempotency-Key', expected: 'a UUID' });
  }
  return key.toLowerCase();
}

/**
 * What makes two requests the same: method, address with query, and body.
 * @throws ValidationError for a body nested deeper than anything here is
 */
export function fingerprintOf(request: Request, body: unknown): string {
  const { pathname, search } = new URL(request.url);
  const address = JSON.stringify([request.method, pathname, search]);
  return hash('sha256', `${address}\n${writeBody(body ?? null)}`, 'base64url');
}

function writeBody(body: unknown): string {
  try {
    return canonicalJson(body);
  } catch (cause) {
    // Some shapes take fields nobody knows, and those may be nested until the stack ends.
    if (cause instanceof RangeError) {
      throw new ValidationError([{ path: [], code: 'invalid', params: {} }]);
    }
    throw cause;
  }
}

/**
 * {@link fingerprintOf} for a body with a password in it: what is stored must not let anybody try passwords at the speed of a plain hash.
 */
export function secretFingerprintOf(request: Request, body: unknown, key: string): Promise<string> {
  return stretch(fingerprintOf(request, body), key);
}

/**
 * The stored answer to give again; null where the operation is to be done.
 * @throws FieldError `server.idempotency_mismatch`, `server.operation_running`
 */
export function answerAgain(
  operation: StoredOperation | null,
  fingerprint: string,
  now: string,
): StoredAnswer | null {
  if (!operation) return null;
  if (operation.fingerprint !== fingerprint) throw protocolError('server.idempotency_mismatch');
  const { answer, leaseUntil } = operation;
  if (answer) return { ...answer, headers: { ...answer.headers, 'idempotency-replayed': 'true' } };
  if (leaseUntil !== null && leaseUntil > now) {
    throw protocolError('server.operation_running', { retryAfterSeconds: 5 });
  }
  return null;
}
