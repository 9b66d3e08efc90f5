import {
  type CheckResult,
  type FieldError,
  formatIssue,
  type Issue,
  type Locale,
  ValidationError,
} from '@field/core';
import { type ClientError, type ClientIssue, clientError } from './client-error.ts';

/** `client.invalid` for input that is wrong before a byte is sent; its texts name the fields in every language. */
export function invalidInput(issues: readonly Issue[], locale: Locale): ClientError {
  const worded = issues.map((issue) => ({ ...issue, message: formatIssue(issue, locale) }));
  return invalidAs(new ValidationError(issues), worded);
}

/** `client.invalid` in the words of core's error. */
export function invalidAs(cause: FieldError, issues: readonly ClientIssue[]): ClientError {
  const said = (locale: Locale) => cause.text(locale);
  return clientError(
    'client.invalid',
    { issues },
    {
      cause,
      said: { en: said('en'), 'pt-BR': said('pt-BR'), es: said('es') },
    },
  );
}

/**
 * The value of a check that passed.
 * @throws ClientError `client.invalid` with its issues
 */
export function accepted<T>(result: CheckResult<T>, locale: Locale): T {
  if (!result.ok) throw invalidInput(result.issues, locale);
  return result.value;
}
