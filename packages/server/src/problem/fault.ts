import type { FieldError, Locale } from '@field/core';

/** One wrong field of an error that is no `ValidationError`, with its sentence in every language. */
export interface Fault {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly texts: Readonly<Record<Locale, string>>;
}

/** The faults an error carries in `details.faults`. */
export function faultsOf(error: FieldError): readonly Fault[] {
  const { faults } = error.details;
  return Array.isArray(faults) ? (faults as Fault[]) : [];
}
