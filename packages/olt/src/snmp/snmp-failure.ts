import type { FieldError } from '@field/core';
import { oltError } from '../contract/errors.ts';

/** error-status values of RFC 3416 that mean something to the caller. */
const TOO_BIG = 1;
const NO_SUCH_NAME = 2;
const AUTHORIZATION_ERROR = 16;

/** Codes the SNMP library gives to an answer it does not accept. */
const COULD_NOT_DECRYPT = 4;
const NOT_AUTHENTIC = 5;
const NOT_IN_TIME_WINDOW = 14;

/** Reports of the user security model (RFC 3414, section 5) that are no verdict on the credentials, as the library words them. */
const staleEngine = /^(?:Not In Time Window|Unknown Engine ID)/;

/** Why a request failed, before it is known whether another try makes sense. */
export interface SnmpFailure {
  readonly kind: 'timeout' | 'too_big' | 'no_such_name' | 'stale_engine' | 'other';
  readonly error: FieldError;
}

function fact(error: unknown, name: 'name' | 'code' | 'status'): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
}

/**
 * Reads the library's error. The error itself is never passed on: some carry the user with its keys.
 * @param unreadable true when an answer came that could not be decoded
 */
export function readSnmpFailure(cause: unknown, target: string, unreadable: boolean): SnmpFailure {
  const message = cause instanceof Error ? cause.message : String(cause);
  const [name, code, status] = [fact(cause, 'name'), fact(cause, 'code'), fact(cause, 'status')];
  const agentError = (reason: string) => oltError('olt.snmp_error', { target, reason });

  if (name === 'RequestTimedOutError') {
    const error = unreadable
      ? agentError('its answer cannot be decoded')
      : oltError('olt.timeout', { target, doing: 'waiting for the SNMP agent' });
    return { kind: 'timeout', error };
  }
  if (name === 'RequestFailedError') {
    if (status === TOO_BIG) return { kind: 'too_big', error: agentError('tooBig') };
    if (status === NO_SUCH_NAME) return { kind: 'no_such_name', error: agentError('noSuchName') };
    if (status === AUTHORIZATION_ERROR)
      return { kind: 'other', error: oltError('olt.auth_refused', { target }) };
    return { kind: 'other', error: agentError(message.slice(0, 200)) };
  }
  if (name === 'ResponseInvalidError') {
    if (code === NOT_IN_TIME_WINDOW || staleEngine.test(message))
      return { kind: 'stale_engine', error: agentError('its clock does not agree with its own messages') };
    // Not authentic is also what an agent's answer is when it signs with another password than ours.
    if (code === COULD_NOT_DECRYPT || code === NOT_AUTHENTIC)
      return { kind: 'other', error: oltError('olt.auth_refused', { target }) };
    return { kind: 'other', error: agentError('its answer does not fit the question') };
  }
  // What remains comes from the socket.
  const reason = typeof code === 'string' ? code : 'the socket failed';
  return { kind: 'other', error: oltError('olt.unreachable', { target, reason }) };
}
