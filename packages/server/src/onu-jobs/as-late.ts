import { type FieldError, isFieldError } from '@field/core';
import { oltError } from '@field/olt';

/** What a deadline ended nobody cancelled: it may be tried again, and says so. Other errors as they are. */
export function asLate<Thrown>(error: Thrown): Thrown | FieldError {
  if (!isFieldError(error, 'olt.aborted')) return error;
  return oltError('olt.timeout', error.details as { doing: string }, { cause: error });
}
