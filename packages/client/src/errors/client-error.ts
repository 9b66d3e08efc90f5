import {
  type ErrorDefinition,
  type ErrorText,
  FieldError,
  fillText,
  type Issue,
  isFieldError,
  type Locale,
  locales,
  type Problem,
} from '@field/core';
import { clientErrorTexts } from '@field/core/client-texts';

/** Every code the client throws; none changes between releases. */
export type ClientErrorCode = keyof typeof clientErrorTexts;

/** One wrong field, with its sentence in the client's language. */
export interface ClientIssue extends Issue {
  readonly message: string;
}

/** What a {@link ClientError} carries beside its texts; `null` where there is nothing to tell. */
export interface ClientErrorDetails {
  /** The HTTP status, where an answer came. */
  readonly status: number | null;
  /** What the server said; its `code` is stable, its `detail` is in the language the client asked for. */
  readonly problem: Problem | null;
  /** Names the request in the server's log: its `traceId`, else the header `x-request-id`. */
  readonly requestId: string | null;
  /** Give it back as the option `operationId` to repeat the same change safely. */
  readonly operationId: string | null;
  /** How long the server wants to be left alone. */
  readonly retryAfterMs: number | null;
  /** The wrong fields of `client.invalid`. */
  readonly issues: readonly ClientIssue[];
  readonly [fact: string]: unknown;
}

/** What every method of the client rejects with. */
export interface ClientError extends FieldError {
  readonly code: ClientErrorCode;
  readonly details: ClientErrorDetails;
}

/** Words that take the place of the catalogue's in one language, or in all. */
type Said = Partial<Record<Locale, Partial<ErrorText>>>;

interface ClientErrorOptions {
  readonly cause?: unknown;
  readonly retryable?: boolean | undefined;
  readonly said?: Said | undefined;
}

/** Makes a {@link ClientError}; `facts` fill the placeholders of its texts and become its details. */
export function clientError(
  code: ClientErrorCode,
  facts: Partial<ClientErrorDetails> = {},
  { cause, retryable, said = {} }: ClientErrorOptions = {},
): ClientError {
  const definition: ErrorDefinition = clientErrorTexts[code];
  const details: ClientErrorDetails = {
    status: null,
    problem: null,
    requestId: null,
    operationId: null,
    retryAfterMs: null,
    issues: [],
    ...facts,
  };
  const text = (locale: Locale) => ({
    message: fillText(definition[locale][0], details, locale),
    next: fillText(definition[locale][1], details, locale),
    ...said[locale],
  });
  return new FieldError(code, {
    texts: { en: text('en'), 'pt-BR': text('pt-BR'), es: text('es') },
    retryable: retryable ?? definition.retryable ?? false,
    details,
    cause,
  }) as ClientError;
}

/** Whether a thrown value is the client's, with this `code` when one is given. */
export function isClientError<Code extends ClientErrorCode>(
  error: unknown,
  code?: Code,
): error is ClientError & { readonly code: Code } {
  return isFieldError(error, code) && error.code.startsWith('client.');
}

/** The same error with the id of the change it stopped, and no other: a renewal of the sign-in has one of its own. */
export function forOperation(error: unknown, operationId: string | null): unknown {
  if (!isClientError(error) || error.details.operationId === operationId) return error;
  const said: Said = {};
  for (const locale of locales) said[locale] = error.text(locale);
  const { cause, code, details, retryable } = error;
  return new FieldError(code, {
    texts: said as Record<Locale, ErrorText>,
    retryable,
    details: { ...details, operationId },
    cause,
  });
}
