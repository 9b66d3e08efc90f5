import type { FieldError } from '@field/core';
import { oltError } from '../contract/errors.ts';
import type { BadRequestReason } from '../contract/phrases.ts';

/**
 * A value no OLT could take: `olt.bad_request`, naming the field. Thrown before a byte is sent.
 * @param bounds fills the `{placeholders}` of the reason
 */
export function badRequest(
  field: string,
  reason: BadRequestReason,
  bounds: Readonly<Record<string, number | string>> = {},
): FieldError {
  return oltError('olt.bad_request', { field, reason, ...bounds });
}

/** A whole number from `min` to `max`. @throws FieldError `olt.bad_request` */
export function checkWhole(field: string, value: number, min: number, max: number): number {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw badRequest(field, 'must be a whole number from {min} to {max}', { min, max });
  }
  return value;
}

/** What a text may hold. */
export interface TextRule {
  readonly min: number;
  readonly max: number;
  /** Whether blanks may stand inside it (never at its ends). */
  readonly blanks: boolean;
}

/**
 * A text that is safe inside a command: printable ASCII without `"`, `'`, `\`, `?`, which quote, escape or ask for help in a
 * command line, and never a line end. What differs is refused, not mended: nobody's name changes unseen.
 * @throws FieldError `olt.bad_request`
 */
export function checkText(field: string, value: string, rule: TextRule): string {
  if (typeof value !== 'string' || value.length < rule.min || value.length > rule.max) {
    throw badRequest(field, 'must have {min} to {max} characters', { min: rule.min, max: rule.max });
  }
  if (!/^[ -~]*$/.test(value) || /["'\\?]/.test(value)) {
    throw badRequest(
      field,
      'may hold ASCII letters, digits and signs, but no quotes, backslash or question mark',
    );
  }
  if (value !== value.trim() || (!rule.blanks && value.includes(' '))) {
    throw badRequest(field, rule.blanks ? 'must not begin or end with a blank' : 'must not hold blanks');
  }
  return value;
}
