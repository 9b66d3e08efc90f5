import {
  type ClientError,
  type ClientErrorDetails,
  type ClientErrorOptions,
  makeClientError,
} from './client-error.ts';
import { outboxDefined } from './outbox-catalogue.ts';

/** Makes a {@link ClientError} of kept work. */
export function outboxError(
  code: keyof typeof outboxDefined.catalogue,
  facts: Partial<ClientErrorDetails> = {},
  options: ClientErrorOptions = {},
): ClientError {
  return makeClientError(code, outboxDefined.catalogue[code], facts, options);
}
