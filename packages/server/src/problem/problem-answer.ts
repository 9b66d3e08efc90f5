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
import type { Answer } from '../protocol/answer.ts';
import { protocolError } from '../protocol/protocol-errors.ts';
import { faultsOf } from './fault.ts';
import { statusOf } from './problem-status.ts';

/** Who asked, for the answer's language and the log. */
export interface ProblemContext {
  readonly locale: Locale;
  readonly traceId: string;
}

/** `Retry-After` of what may be tried again and does not know better. */
const usualWaitSeconds = 5;

/** An error as RFC 9457 problem details, in the caller's language. Says nothing of what it does not know. */
export function problemAnswer(thrown: unknown, context: ProblemContext): Answer {
  const error = knownError(thrown, context);
  const problem = describeProblem(error, context);
  const { status } = problem;
  const { retryAfterSeconds, allow } = error.details;
  const wait =
    typeof retryAfterSeconds === 'number' ? retryAfterSeconds : error.retryable ? usualWaitSeconds : null;
  const headers = {
    'content-type': 'application/problem+json',
    'content-language': context.locale,
    ...(status === 401 && { 'www-authenticate': 'Bearer' }),
    ...(wait !== null && { 'retry-after': String(wait) }),
    ...(error.code === 'server.method_not_allowed' && typeof allow === 'string' && { allow }),
  };
  return { status, headers, body: JSON.stringify(problem) };
}

/** The problem details of an error without a response of their own: a job's that ended long after it was asked for. */
export function describeProblem(thrown: unknown, context: ProblemContext): Problem {
  const { locale, traceId } = context;
  const error = knownError(thrown, context);
  const { message, next } = error.text(locale);
  const sentences = [message, ...faultsOf(error).map(({ texts }) => texts[locale]), next];
  return {
    type: 'about:blank',
    title: clip(message, 500),
    status: statusOf(error.code),
    detail: clip(sentences.filter(Boolean).join(' '), 4000),
    code: error.code,
    retryable: error.retryable,
    errors: fieldsOf(error, locale),
    traceId,
  };
}

function knownError(thrown: unknown, { traceId }: ProblemContext): FieldError {
  return isFieldError(thrown) ? thrown : protocolError('server.internal', { traceId }, { cause: thrown });
}

function fieldsOf(error: FieldError, locale: Locale): ProblemField[] {
  if (!isValidationError(error)) {
    return faultsOf(error).map(({ path, code, texts }) => ({
      pointer: toJsonPointer(path),
      code,
      message: texts[locale],
    }));
  }
  return error.issues.slice(0, 1000).map((issue) => ({
    pointer: clip(toJsonPointer(issue.path), 1000),
    code: issue.code,
    message: clip(formatIssue(issue, locale), 2000),
  }));
}

function clip(text: string, max: number): string {
  return text.length > max ? `${text.slice(0, max - 1)}…` : text;
}
