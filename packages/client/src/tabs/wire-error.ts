import { isFieldError, type Locale, locales } from '@field/core';
import {
  type ClientError,
  type ClientErrorCode,
  clientError,
  isClientError,
} from '../errors/client-error.ts';

/** An error as it crosses from page to page: structured cloning would drop its code. */
export interface WireError {
  readonly code: ClientErrorCode;
  readonly retryable: boolean;
  readonly details: Readonly<Record<string, unknown>>;
  readonly said: Partial<Record<Locale, { readonly message: string; readonly next?: string }>>;
}

export function toWireError(error: unknown): WireError {
  const known = isClientError(error) ? error : clientError('client.aborted', {}, { cause: error });
  const said: Record<string, WireError['said'][Locale]> = {};
  for (const locale of locales) said[locale] = known.text(locale);
  const { code, details, retryable } = known;
  return { code, retryable, details: JSON.parse(JSON.stringify(details)), said };
}

export function fromWireError({ code, details, retryable, said }: WireError): ClientError {
  return clientError(code, details, { retryable, said });
}

/** A snapshot as plain JSON; errors in it keep their code and their words. */
export function toWire(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (isFieldError(part) ? part.toJSON() : part));
}
