import * as z from 'zod/mini';
import type { IssueCode } from '../errors/issue.ts';

/*
 * The words shapes are written in. Each is marked free of side effects, so that a bundler drops the shapes an app
 * does not import; a bare `z.object(…)` at the top of a module would be kept.
 */

// `infer` is a keyword and breaks the bundled declarations; `output` is the same type.
export type { output as Infer } from 'zod/mini';

/** An object with these fields; keys it does not name are stripped. */
/* @__NO_SIDE_EFFECTS__ */
export function object<T extends z.core.$ZodShape>(shape: T): z.ZodMiniObject<T, z.core.$strip> {
  return z.object(shape) as z.ZodMiniObject<T, z.core.$strip>;
}

/** The value or `null`. */
/* @__NO_SIDE_EFFECTS__ */
export function nullable<T extends z.ZodMiniType>(value: T): z.ZodMiniNullable<T> {
  return z.nullable(value);
}

/** A field that may be left out. */
/* @__NO_SIDE_EFFECTS__ */
export function optional<T extends z.ZodMiniType>(value: T): z.ZodMiniOptional<T> {
  return z.optional(value);
}

/** A list of at most `max` items. */
/* @__NO_SIDE_EFFECTS__ */
export function list<T extends z.ZodMiniType>(item: T, max: number): z.ZodMiniArray<T> {
  return z.array(item).check(z.maxLength(max));
}

/** One of these words. */
/* @__NO_SIDE_EFFECTS__ */
export function oneOf<const T extends readonly string[]>(
  words: T,
): z.ZodMiniEnum<{ [Word in T[number]]: Word }> {
  return z.enum(words) as z.ZodMiniEnum<{ [Word in T[number]]: Word }>;
}

/** Exactly this value. */
/* @__NO_SIDE_EFFECTS__ */
export function literal<const T extends string | number>(value: T): z.ZodMiniLiteral<T> {
  return z.literal(value);
}

/** `true` or `false`. */
/* @__NO_SIDE_EFFECTS__ */
export function flag(): z.ZodMiniBoolean<boolean> {
  return z.boolean();
}

/** A string of `min` to `max` UTF-16 code units. */
/* @__NO_SIDE_EFFECTS__ */
export function text(max: number, min = 0): z.ZodMiniString {
  return min > 0 ? z.string().check(z.minLength(min), z.maxLength(max)) : z.string().check(z.maxLength(max));
}

/** An opaque, non-empty identifier of at most 128 characters: kept and compared exactly, never read as a number. */
/* @__NO_SIDE_EFFECTS__ */
export function id(): z.ZodMiniString {
  return text(128, 1);
}

/** A whole number from `min` to `max`. */
/* @__NO_SIDE_EFFECTS__ */
export function whole(min: number, max: number): z.ZodMiniInt {
  return z.int().check(z.gte(min), z.lte(max));
}

/** A counter: a whole number from zero up. */
/* @__NO_SIDE_EFFECTS__ */
export function count(): z.ZodMiniInt {
  return whole(0, Number.MAX_SAFE_INTEGER);
}

/** A finite number from `min` to `max`. */
/* @__NO_SIDE_EFFECTS__ */
export function decimal(min: number, max: number): z.ZodMiniNumber {
  return z.number().check(z.gte(min), z.lte(max));
}

/** A string `accepts` lets through; `format` is its name in JSON Schema. */
/* @__NO_SIDE_EFFECTS__ */
export function format<Format extends string>(
  format: Format,
  accepts: (value: string) => boolean,
): z.ZodMiniCustomStringFormat<Format> {
  return z.stringFormat(format, accepts);
}

/** An ISO 8601 instant with seconds and an offset or `Z`: `2026-01-31T14:28:00-03:00`. */
/* @__NO_SIDE_EFFECTS__ */
export function dateTime(): z.ZodMiniCustomStringFormat<'date-time'> {
  return format('date-time', isDateTime);
}

/** A check that gives an issue with what `fault` returns: a code and its parameters, or nothing. */
/* @__NO_SIDE_EFFECTS__ */
export function rule<T>(
  fault: (value: T) => { readonly code: IssueCode; readonly [param: string]: unknown } | undefined,
): z.core.$ZodCheck<T> {
  return z.check((payload) => {
    const params = fault(payload.value);
    if (params) payload.issues.push({ code: 'custom', input: payload.value, params });
  });
}

const dateTimeShape =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** Whether a text is an ISO 8601 instant with seconds and an offset, on a day that exists. */
export function isDateTime(value: string): boolean {
  const [, year, month, day] = dateTimeShape.exec(value) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  return Number(day) <= new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate();
}
