import type * as z from 'zod/v4/core';
import { $constructor, $ZodType } from 'zod/v4/core';

/**
 * How private a value is: `personal` tells who someone is, `location` where, `secret` opens something, `sensitive`
 * is what the law guards most (a signature, a document number).
 */
export type PrivacyClass = 'public' | 'personal' | 'location' | 'secret' | 'sensitive';

/** What a shape is made of: the same words as zod's own definitions, so that zod's JSON Schema reads them. */
export interface ShapeDefinition {
  readonly type: z.$ZodTypeDef['type'];
  readonly checks?: readonly z.$ZodCheck<never>[];
  readonly shape?: Readonly<Record<string, z.$ZodType>>;
  readonly element?: z.$ZodType;
  readonly maxItems?: number;
  readonly innerType?: z.$ZodType;
  readonly entries?: Readonly<Record<string, string>>;
  readonly values?: readonly (string | number)[];
  readonly options?: readonly z.$ZodType[];
  readonly privacy?: PrivacyClass;
}

type Payload = z.ParsePayload;
type Reader = (payload: Payload, def: ShapeDefinition, context: z.ParseContextInternal) => Payload;

/**
 * A zod type of our own: what it needs of zod is {@link $ZodType}, which gives checks, Standard Schema, JSON Schema and a
 * place inside any other zod schema. zod's own classes add asynchronous, backward and lazy parsing, which no
 * shape here uses and which would more than double the size. Held against zod's classes by a test.
 */
const Shape = /* @__PURE__ */ $constructor<z.$ZodType, ShapeDefinition>('FieldShape', (inst, def) => {
  $ZodType.init(inst, def as unknown as z.$ZodTypeDef);
  const read = readers[def.type] as Reader;
  inst._zod.parse = (payload, context) => read(payload, def, context);
  if (def.type === 'optional') inst._zod.optin = inst._zod.optout = 'optional';
});

/** Makes a shape of the zod type `T`. */
/* @__NO_SIDE_EFFECTS__ */
export function shape<T extends z.$ZodType>(definition: ShapeDefinition): T {
  return new Shape(definition) as unknown as T;
}

/** What a shape is made of; `undefined` for a schema that is not one of ours. */
export function definitionOf(schema: z.$ZodType): ShapeDefinition | undefined {
  return schema._zod.traits.has('FieldShape') ? (schema._zod.def as unknown as ShapeDefinition) : undefined;
}

const readers: Partial<Record<ShapeDefinition['type'], Reader>> = {
  string: (payload) => (typeof payload.value === 'string' ? payload : wrongType(payload, 'string')),
  number: (payload) => (Number.isFinite(payload.value) ? payload : wrongType(payload, 'number')),
  boolean: (payload) => (typeof payload.value === 'boolean' ? payload : wrongType(payload, 'boolean')),
  enum: (payload, { entries = {} }) =>
    typeof payload.value === 'string' && Object.hasOwn(entries, payload.value)
      ? payload
      : refuse(payload, { code: 'invalid_value', values: Object.keys(entries) }),
  literal: (payload, { values = [] }) =>
    values.includes(payload.value as string)
      ? payload
      : refuse(payload, { code: 'invalid_value', values: [...values] }),
  nullable: (payload, { innerType }, context) =>
    payload.value === null || !innerType ? payload : readNow(innerType, payload, context),
  optional: (payload, { innerType }, context) =>
    payload.value === undefined || !innerType ? payload : readNow(innerType, payload, context),
  union: readUnion,
  array: readList,
  object: readObject,
};

/** The first option that fits; where none does, what is wrong by the last one. */
function readUnion(payload: Payload, { options = [] }: ShapeDefinition, context: z.ParseContextInternal) {
  let result = payload;
  for (const option of options) {
    result = readNow(option, { value: payload.value, issues: [] }, context);
    if (result.issues.length === 0) break;
  }
  return result;
}

function readList(payload: Payload, def: ShapeDefinition, context: z.ParseContextInternal): Payload {
  const { value: input } = payload;
  const { element, maxItems = 0 } = def;
  if (!Array.isArray(input) || !element) return wrongType(payload, 'array');
  // Refused before its items are looked at: what a hostile list costs is bounded.
  if (input.length > maxItems) {
    return refuse(payload, { code: 'custom', params: { code: 'too_many', max: maxItems } });
  }
  const items: unknown[] = [];
  for (let index = 0; index < input.length; index += 1) {
    items.push(readInto(payload, index, input[index], element, context));
  }
  payload.value = items;
  return payload;
}

function readObject(payload: Payload, def: ShapeDefinition, context: z.ParseContextInternal): Payload {
  const { value: input } = payload;
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return wrongType(payload, 'object');
  }
  const fields: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(def.shape ?? {})) {
    const value = (input as Record<string, unknown>)[key];
    if (value === undefined && field._zod.optin && !(key in input)) continue;
    fields[key] = readInto(payload, key, value, field, context);
  }
  payload.value = fields;
  return payload;
}

/** The value of a part in its shape; what is wrong with it is added to the issues of the whole. */
function readInto(
  whole: Payload,
  step: string | number,
  value: unknown,
  part: z.$ZodType,
  context: z.ParseContextInternal,
): unknown {
  const result = readNow(part, { value, issues: [] }, context);
  for (const issue of result.issues) {
    whole.issues.push({ ...issue, path: [step, ...(issue.path ?? [])] });
  }
  return result.value;
}

function readNow(schema: z.$ZodType, payload: Payload, context: z.ParseContextInternal): Payload {
  const result = schema._zod.run(payload, context);
  if (result instanceof Promise) return refuse(payload, { code: 'custom', params: { code: 'invalid' } });
  return result;
}

function wrongType(payload: Payload, expected: string): Payload {
  return refuse(payload, { code: 'invalid_type', expected });
}

function refuse(payload: Payload, issue: Readonly<Record<string, unknown>>): Payload {
  payload.issues.push({ ...issue, input: payload.value } as unknown as z.$ZodRawIssue);
  return payload;
}
