import { $ZodCheck } from 'zod/v4/core';
import type { IssueCode } from '../errors/issue.ts';

type Fault = {
  readonly code: IssueCode;
  /** The field inside the checked value. */
  readonly path?: (string | number)[];
  readonly [param: string]: unknown;
};

/**
 * A check that gives an issue with what `fault` returns: a code and its parameters, or nothing.
 *
 * @param shown what JSON Schema says about it, in zod's words: `minimum`, `maximum`, `format`
 * @param last whether the checks behind it are skipped when it fails
 */
/* @__NO_SIDE_EFFECTS__ */
export function rule<T>(
  fault: (value: T, payload: { value: T }) => Fault | undefined,
  shown?: Readonly<Record<string, unknown>>,
  last = false,
): $ZodCheck<T> {
  const check: $ZodCheck<T> = new $ZodCheck({ check: 'custom' });
  check._zod.check = (payload) => {
    const found = fault(payload.value, payload);
    if (!found) return;
    const { path = [], ...params } = found;
    payload.issues.push({ code: 'custom', path, input: payload.value, params, continue: !last });
  };
  check._zod.onattach.push((schema) => Object.assign(schema._zod.bag, shown));
  return check;
}

/** A check that puts what `read` makes of the value in its place, or gives an issue where it makes nothing of it. */
/* @__NO_SIDE_EFFECTS__ */
export function readAs<T>(read: (value: T) => T | undefined, code: IssueCode): $ZodCheck<T> {
  return rule((value, payload) => {
    const found = read(value);
    if (found === undefined) return { code };
    payload.value = found;
    return undefined;
  });
}

/** A check that a number lies from `min` to `max`. */
/* @__NO_SIDE_EFFECTS__ */
export function between(min: number, max: number): $ZodCheck<number> {
  return rule(
    (value) => {
      if (value < min) return { code: 'too_small', min };
      return value > max ? { code: 'too_big', max } : undefined;
    },
    { minimum: min, maximum: max },
  );
}

/** A check that a string has `min` to `max` UTF-16 code units. */
/* @__NO_SIDE_EFFECTS__ */
export function textLength(max: number, min = 0): $ZodCheck<string> {
  return rule(
    ({ length }) => {
      if (length < min) return length === 0 ? { code: 'required' } : { code: 'too_short', min };
      return length > max ? { code: 'too_long', max } : undefined;
    },
    { ...(min > 0 && { minimum: min }), maximum: max },
    true,
  );
}

const instantShape =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** Whether a text is an ISO 8601 instant with seconds and an offset, on a day that exists. */
export function isDateTime(value: string): boolean {
  return instantShape.test(value) && isOnCalendar(value);
}

/** Whether a text is an ISO 8601 date and time with seconds and without an offset, on a day that exists. */
export function isLocalDateTime(value: string): boolean {
  return isDateTime(`${value}Z`);
}

function isOnCalendar(date: string): boolean {
  const day = Number(date.slice(8, 10));
  // Every month has 28. A day there is none of reads as another or as none, by engine.
  return day <= 28 || new Date(date.slice(0, 10)).getUTCDate() === day;
}
