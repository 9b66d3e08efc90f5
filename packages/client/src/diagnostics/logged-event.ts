import type { Schema } from '@field/core';
import { redact, redactText } from '@field/core/privacy';
import type { ClientEvent } from '../client-event.ts';
import { isClientError } from '../errors/client-error.ts';

/** One line of a report: codes, ids and times, and of texts only what the redactor leaves. */
export interface LoggedEvent {
  readonly at: string;
  readonly type: ClientEvent['type'] | 'note';
  readonly [fact: string]: unknown;
}

/** An error without its sentences: a server's words may name a customer, and a parser's quote what it read. */
export function loggedError(error: unknown): Readonly<Record<string, unknown>> | null {
  if (error === null || error === undefined) return null;
  if (!isClientError(error)) return { name: error instanceof Error ? error.name : typeof error };
  const { code, details, retryable } = error;
  const { issues, operationId, problem, requestId, retryAfterMs, status } = details;
  return {
    code,
    retryable,
    status,
    problemCode: problem?.code ?? null,
    requestId,
    operationId,
    retryAfterMs,
    fields: issues.map((issue) => `${issue.path.join('.')} ${issue.code}`),
    cause: error.cause instanceof Error ? error.cause.name : null,
  };
}

export function loggedEvent(event: ClientEvent, at: string): LoggedEvent {
  switch (event.type) {
    case 'session': {
      const { session, status } = event.session;
      return { at, type: 'session', status, ...(session && { tenantId: session.tenantId }) };
    }
    case 'request':
      return { at, ...event };
    case 'answer':
      return { at, ...event, error: loggedError(event.error) };
    case 'storageFailed':
      return { at, type: event.type, error: loggedError(event.error) };
  }
}

export function loggedNote(text: string, at: string, data?: { schema: Schema; value: unknown }): LoggedEvent {
  return {
    at,
    type: 'note',
    text: redactText(text),
    ...(data && { data: redact(data.schema, data.value) }),
  };
}
