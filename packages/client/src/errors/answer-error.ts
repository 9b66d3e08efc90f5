import type { ErrorText, Locale, Problem } from '@field/core';
import { type ClientError, type ClientErrorCode, type ClientIssue, clientError } from './client-error.ts';

/** An answer that is not a success, as far as it could be read. */
export interface Refusal {
  readonly host: string;
  readonly status: number;
  /** `null` where the body was no problem document. */
  readonly problem: Problem | null;
  readonly requestId: string | null;
  readonly retryAfterMs: number | null;
  readonly operationId: string | null;
}

const codes: Readonly<Record<number, ClientErrorCode>> = {
  401: 'client.unauthenticated',
  403: 'client.forbidden',
  404: 'client.not_found',
  409: 'client.conflict',
  410: 'client.not_found',
  412: 'client.precondition',
  428: 'client.precondition',
};

/**
 * The error an answer stands for, in the server's own words where it has some.
 *
 * A refusal without a problem document is not believed: a proxy or a Wi-Fi portal that says 401 or 404 must neither
 * sign a technician out nor make a ticket vanish.
 */
export function answerError(refusal: Refusal, locale: Locale): ClientError {
  const { problem, status } = refusal;
  const issues: ClientIssue[] = (problem?.errors ?? []).map(({ pointer, code, message }) => ({
    path: parsePointer(pointer),
    code,
    params: {},
    message,
  }));
  return clientError(
    codeFor(status, problem),
    { ...refusal, requestId: problem?.traceId || refusal.requestId, issues },
    { retryable: problem?.retryable, said: problem ? { [locale]: wordsOf(problem) } : {} },
  );
}

/** The title says what is wrong; what follows it in the detail is the next step. */
function wordsOf({ detail, title }: Problem): Partial<ErrorText> {
  if (!title || !detail.startsWith(title)) return { message: detail || title };
  const next = detail.slice(title.length).trim();
  return { message: title, ...(next && { next }) };
}

function codeFor(status: number, problem: Problem | null): ClientErrorCode {
  if (status === 429) return 'client.rate_limited';
  if (status >= 500 || status === 408 || status === 425) return 'client.unavailable';
  if (problem === null || status < 400) return 'client.malformed';
  return codes[status] ?? 'client.invalid';
}

/** An RFC 6901 pointer as a path; digits are an index. */
function parsePointer(pointer: string): (string | number)[] {
  const steps = pointer.split('/').slice(1);
  return steps.map((step) =>
    /^\d+$/.test(step) ? Number(step) : step.replace(/~1/g, '/').replace(/~0/g, '~'),
  );
}
