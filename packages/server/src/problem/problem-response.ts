import {
  type FieldError,
  formatIssue,
  isFieldError,
  isValidationError,
  type Locale,
  type Problem,
  type ProblemField,
  toJsonPointer,
} from '@field/core';
import { protocolError } from '../protocol/protocol-errors.ts';
import { statusOf } from './problem-status.ts';

/** Who asked, for the answer's language and the log. */
export interface ProblemContext {
  readonly locale: Locale;
  readonly traceId: string;
}

/** An error as RFC 9457 problem details, in the caller's language. Says nothing of what it does not know. */
export function problemResponse(thrown: unknown, { locale, traceId }: ProblemContext): Response {
  const error = isFieldError(thrown)
    ? thrown
    : protocolError('server.internal', { traceId }, { cause: thrown });
  const status = statusOf(error.code);
  const { message, next } = error.text(locale);
  const problem: Problem = {
    type: 'about:blank',
    title: clip(message, 500),
    status,
    detail: clip(next ? `${message} ${next}` : message, 4000),
    code: error.code,
    retryable: error.retryable,
    errors: fieldsOf(error, locale),
    traceId,
  };
  const headers = new Headers({ 'content-type': 'application/problem+json', 'content-language': locale });
  if (status === 401) headers.set('www-authenticate', 'Bearer');
  const { retryAfterSeconds, allow } = error.details;
  if (typeof retryAfterSeconds === 'number') headers.set('retry-after', String(retryAfterSeconds));
  if (error.code === 'server.method_not_allowed' && typeof allow === 'string') headers.set('allow', allow);
  return new Response(JSON.stringify(problem), { status, headers });
}

/** Errors that carry their own wrong fields put them here; see {@link fieldErrors}. */
const fieldsByError = new WeakMap<FieldError, (locale: Locale) => ProblemField[]>();

/** Attaches wrong fields, with their sentences, to an error that is no `ValidationError`. */
export function fieldErrors(error: FieldError, fields: (locale: Locale) => ProblemField[]): FieldError {
  fieldsByError.set(error, fields);
  return error;
}

function fieldsOf(error: FieldError, locale: Locale): ProblemField[] {
  const own = fieldsByError.get(error);
  if (own) return own(locale);
  if (!isValidationError(error)) return [];
  return error.issues.slice(0, 1000).map((issue) => ({
    pointer: clip(toJsonPointer(issue.path), 1000),
    code: issue.code,
    message: clip(formatIssue(issue, locale), 2000),
  }));
}

function clip(text: string, max: number): string {
  return text.length > max ? `${text.slice(0, max - 1)}…` : text;
}
