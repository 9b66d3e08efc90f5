import type { Locale } from '@field/core';
import { type ClientError, isClientError } from '../errors/client-error.ts';
import type { Refusal } from './entry.ts';

/** What a failed attempt means for its change. */
export type Verdict =
  /** Whether it arrived is not known, or it could not be done now: the same change again, under its id. */
  | { readonly type: 'again'; readonly retryAfterMs: number | null; readonly hostFailed: boolean }
  /** Nobody is signed in who may send it: it waits. */
  | { readonly type: 'signIn' }
  /** The server understood it and said no: a person decides. */
  | { readonly type: 'refused'; readonly error: ClientError };

/** Nothing was heard from the server, or nothing that makes sense. */
const hostFailures: readonly string[] = [
  'client.network',
  'client.timeout',
  'client.unavailable',
  'client.malformed',
  'client.redirected',
];

const refusals: readonly string[] = [
  'client.invalid',
  'client.forbidden',
  'client.not_found',
  'client.conflict',
  'client.precondition',
];

/** Only the server's own no, not marked as one to repeat, ends a change's attempts; whatever else happens is not one. */
export function judge(error: unknown): Verdict {
  if (!isClientError(error)) return { type: 'again', retryAfterMs: null, hostFailed: false };
  if (error.code === 'client.unauthenticated') return { type: 'signIn' };
  if (refusals.includes(error.code) && !error.retryable) return { type: 'refused', error };
  return {
    type: 'again',
    retryAfterMs: error.details.retryAfterMs,
    hostFailed: hostFailures.includes(error.code),
  };
}

/** A refusal as it is stored, without secrets: the server's words are for people. */
export function refusalOf(error: ClientError, locale: Locale, at: string): Refusal {
  const { message, next = null } = error.text(locale);
  const { issues, problem } = error.details;
  return { code: error.code, problemCode: problem?.code ?? null, message, next, issues, at };
}
