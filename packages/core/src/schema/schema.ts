import type * as z from 'zod/v4/core';
import type { $ZodCheck } from 'zod/v4/core';
import type { IssueCode } from '../errors/issue.ts';
import { between, isDateTime, rule, textLength } from './checks.ts';
import { definitionOf, type PrivacyClass, shape } from './shape.ts';

/*
 * The words shapes are written in. Each is marked free of side effects, so that a bundler drops the shapes an app
 * does not import; a bare call at the top of a module would be kept.
 */

// `infer` is a keyword and breaks the bundled declarations; `output` is the same type.
export type { output as Infer } from 'zod/v4/core';

/** Any schema of zod, ours included. */
export type Schema = z.$ZodType;

type Fields = Readonly<Record<string, Schema>>;

/** An object with these fields; keys it does not name are stripped. */
/* @__NO_SIDE_EFFECTS__ */
export function object<T extends Fields>(
  fields: T,
  ...checks: readonly $ZodCheck<z.$InferObjectOutput<T, Record<never, never>>>[]
): z.$ZodObject<T, z.$strip> {
  return shape({ type: 'object', shape: fields, checks });
}

/** The fields an {@link object} is made of, to build another from. */
/* @__NO_SIDE_EFFECTS__ */
export function fieldsOf<T extends Fields>(schema: z.$ZodObject<T, z.$strip>): T {
  return schema._zod.def.shape;
}

/** The value or `null`. */
/* @__NO_SIDE_EFFECTS__ */
export function nullable<T extends Schema>(value: T): z.$ZodNullable<T> {
  return shape({ type: 'nullable', innerType: value });
}

/** A field that may be left out. */
/* @__NO_SIDE_EFFECTS__ */
export function optional<T extends Schema>(value: T): z.$ZodOptional<T> {
  return shape({ type: 'optional', innerType: value });
}

/** A list of at most `max` items, and at least `min`. */
/* @__NO_SIDE_EFFECTS__ */
export function list<T extends Schema>(item: T, max: number, min = 0): z.$ZodArray<T> {
  const enough = rule<{ readonly length: number }>(
    ({ length }) => (length < min ? { code: 'too_few', min } : undefined),
    { ...(min > 0 && { minimum: min }), maximum: max },
  );
  return shape({ type: 'array', element: item, maxItems: max, checks: [enough] });
}

/** One of these words. */
/* @__NO_SIDE_EFFECTS__ */
export function oneOf<const T extends readonly string[]>(
  words: T,
): z.$ZodEnum<{ [Word in T[number]]: Word }> {
  return shape({ type: 'enum', entries: Object.fromEntries(words.map((word) => [word, word])) });
}

/** The words a {@link oneOf} knows, in their order. */
/* @__NO_SIDE_EFFECTS__ */
export function wordsOf<Word extends string>(schema: z.$ZodEnum<{ [Key in Word]: Key }>): Word[] {
  return Object.keys(schema._zod.def.entries) as Word[];
}

/** Exactly this value. */
/* @__NO_SIDE_EFFECTS__ */
export function literal<const T extends string | number>(value: T): z.$ZodLiteral<T> {
  return shape({ type: 'literal', values: [value] });
}

/** A value of any of these shapes; the first that fits gives it. */
/* @__NO_SIDE_EFFECTS__ */
export function either<const T extends readonly Schema[]>(...options: T): z.$ZodUnion<T> {
  return shape({ type: 'union', options });
}

/** `true` or `false`. */
/* @__NO_SIDE_EFFECTS__ */
export function flag(): z.$ZodBoolean<boolean> {
  return shape({ type: 'boolean' });
}

/** A string that passes `checks`. */
/* @__NO_SIDE_EFFECTS__ */
export function string(...checks: readonly $ZodCheck<string>[]): z.$ZodString<string> {
  return shape({ type: 'string', checks });
}

/** A string of `min` to `max` UTF-16 code units. */
/* @__NO_SIDE_EFFECTS__ */
export function text(max: number, min = 0): z.$ZodString<string> {
  return string(textLength(max, min));
}

/** An opaque, non-empty identifier of at most 128 characters: kept and compared exactly, never read as a number. */
/* @__NO_SIDE_EFFECTS__ */
export function id(): z.$ZodString<string> {
  return text(128, 1);
}

/** A string `accepts` lets through, else an issue `code`; `format` is its name in JSON Schema. */
/* @__NO_SIDE_EFFECTS__ */
export function format(
  format: string,
  code: IssueCode,
  accepts: (value: string) => boolean,
): z.$ZodString<string> {
  return string(
    rule((value) => (accepts(value) ? undefined : { code: value === '' ? 'required' : code }), { format }),
  );
}

/** An ISO 8601 instant with seconds and an offset or `Z`: `2026-01-31T14:28:00-03:00`. */
/* @__NO_SIDE_EFFECTS__ */
export function dateTime(): z.$ZodString<string> {
  return format('date-time', 'not_a_date', isDateTime);
}

/** A finite number that passes `checks`. */
/* @__NO_SIDE_EFFECTS__ */
export function number(...checks: readonly $ZodCheck<number>[]): z.$ZodNumber<number> {
  return shape({ type: 'number', checks });
}

/** A finite number from `min` to `max`. */
/* @__NO_SIDE_EFFECTS__ */
export function decimal(min: number, max: number): z.$ZodNumber<number> {
  return number(between(min, max));
}

/** A whole number from `min` to `max`. */
/* @__NO_SIDE_EFFECTS__ */
export function whole(min: number, max: number): z.$ZodNumber<number> {
  const notWhole = rule<number>(
    (value) => (Number.isSafeInteger(value) ? undefined : { code: 'not_whole' }),
    { format: 'safeint' },
    true,
  );
  return number(notWhole, between(min, max));
}

/** A counter: a whole number from zero up. */
/* @__NO_SIDE_EFFECTS__ */
export function count(): z.$ZodNumber<number> {
  return whole(0, Number.MAX_SAFE_INTEGER);
}

/** The same schema, its values marked with how private they are. Unmarked is public. */
/* @__NO_SIDE_EFFECTS__ */
export function personal<T extends Schema>(schema: T): T {
  return marked(schema, 'personal');
}

/** {@link personal} for where someone is. */
/* @__NO_SIDE_EFFECTS__ */
export function place<T extends Schema>(schema: T): T {
  return marked(schema, 'location');
}

/** {@link personal} for what opens something. */
/* @__NO_SIDE_EFFECTS__ */
export function secret<T extends Schema>(schema: T): T {
  return marked(schema, 'secret');
}

/** {@link personal} for signatures and document numbers. */
/* @__NO_SIDE_EFFECTS__ */
export function sensitive<T extends Schema>(schema: T): T {
  return marked(schema, 'sensitive');
}

/* @__NO_SIDE_EFFECTS__ */
function marked<T extends Schema>(schema: T, privacy: PrivacyClass): T {
  const definition = definitionOf(schema);
  return definition ? shape<T>({ ...definition, privacy }) : schema;
}
