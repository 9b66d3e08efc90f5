import type { FieldError } from '@field/core';
import { oltError } from '../contract/errors.ts';
import { socketFailure } from './connect-socket.ts';

/** RFC 4253, section 11.1. */
const KEY_EXCHANGE_FAILED = 3;
const TOO_MANY_CONNECTIONS = 12;
const NO_MORE_AUTH_METHODS = 14;

/** RFC 4254, section 5.1. */
const RESOURCE_SHORTAGE = 4;

/** A device's own words, fit for one line of an error. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 200);
}

function fact(error: unknown, name: 'level' | 'code' | 'reason'): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}

/** What the SSH library's error means while a connection is being opened. */
export function sshOpenFailure(cause: unknown, target: string, passwordSent: boolean): FieldError {
  const message = cause instanceof Error ? cause.message : String(cause);
  const level = fact(cause, 'level');
  const code = fact(cause, 'code');
  if (level === 'client-socket')
    return oltError('olt.unreachable', { target, ...socketFailure(cause) }, { cause });
  if (
    level === 'client-authentication' ||
    code === NO_MORE_AUTH_METHODS ||
    /authentication fail/i.test(message)
  )
    return oltError('olt.auth_refused', { target }, { cause });
  if ((level === 'handshake' && /no matching/.test(message)) || code === KEY_EXCHANGE_FAILED) {
    const reason = oneLine(message.replace(/^Handshake failed: /, ''));
    return oltError('olt.algorithms_refused', { target, reason }, { cause });
  }
  if (code === TOO_MANY_CONNECTIONS || fact(cause, 'reason') === RESOURCE_SHORTAGE)
    return oltError('olt.session_limit', { target, text: oneLine(message) }, { cause });
  // Hung up after the password without a word: a second try could lock the account, so it counts as refused.
  if (passwordSent && cause === undefined) return oltError('olt.auth_refused', { target });
  const reason = cause === undefined ? 'it closed the connection' : oneLine(message);
  return oltError('olt.unreachable', { target, reason }, cause === undefined ? {} : { cause });
}
