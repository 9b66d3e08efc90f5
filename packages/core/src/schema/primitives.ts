import * as z from 'zod/mini';
import type { IssueCode } from '../errors/issue.ts';

/** A string of `min` to `max` UTF-16 code units. */
/* @__NO_SIDE_EFFECTS__ */
export function text(max: number, min = 0): z.ZodMiniString {
  return z.string().check(z.minLength(min), z.maxLength(max));
}

/** An opaque, non-empty identifier of at most 128 characters: kept and compared exactly, never read as a number. */
/* @__NO_SIDE_EFFECTS__ */
export function id(): z.ZodMiniString {
  return text(128, 1);
}

/** A whole number from `min` to `max`. */
/* @__NO_SIDE_EFFECTS__ */
export function whole(min: number, max: number): z.ZodMiniNumberFormat {
  return z.int().check(z.gte(min), z.lte(max));
}

/** A finite number from `min` to `max`. */
/* @__NO_SIDE_EFFECTS__ */
export function decimal(min: number, max: number): z.ZodMiniNumber {
  return z.number().check(z.gte(min), z.lte(max));
}

/** A list of at most `max` items. */
/* @__NO_SIDE_EFFECTS__ */
export function list<T extends z.ZodMiniType>(item: T, max: number): z.ZodMiniArray<T> {
  return z.array(item).check(z.maxLength(max));
}

/** An ISO 8601 instant with seconds and an offset or `Z`: `2026-01-31T14:28:00-03:00`. */
/* @__NO_SIDE_EFFECTS__ */
export function dateTime(): z.ZodMiniCustomStringFormat<'date-time'> {
  return z.stringFormat('date-time', isDateTime);
}

/** An absolute http or https address without user information. */
/* @__NO_SIDE_EFFECTS__ */
export function httpUrl(): z.ZodMiniCustomStringFormat<'uri'> {
  return z.stringFormat(
    'uri',
    (value) => value.length <= 2048 && /^https?:\/\/[^\s/?#@]+([/?#]\S*)?$/i.test(value),
  );
}

/**
 * A string check that replaces the value by what `read` returns, or gives an issue with `code` where it returns
 * `undefined`. Stays a plain string in JSON Schema.
 */
/* @__NO_SIDE_EFFECTS__ */
export function readable(
  code: IssueCode,
  read: (value: string) => string | undefined,
): z.core.$ZodCheck<string> {
  return z.check((payload) => {
    const value = read(payload.value);
    if (value === undefined) {
      payload.issues.push({ code: 'custom', input: payload.value, params: { code } });
    } else {
      payload.value = value;
    }
  });
}

const dateTimeShape =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** Whether a text is an ISO 8601 instant with an offset on a day that exists. */
export function isDateTime(value: string): boolean {
  const [, year, month, day] = dateTimeShape.exec(value) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  return Number(day) <= new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate();
}
