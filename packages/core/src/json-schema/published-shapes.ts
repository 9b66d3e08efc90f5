import { $ZodType, toJSONSchema } from 'zod/v4/core';
import * as core from '../index.ts';

/** A shape under the name it is exported by. */
export interface PublishedShape {
  readonly name: string;
  readonly schema: core.Schema;
  readonly jsonSchema: Readonly<Record<string, unknown>>;
}

/** Whether a value is a schema: one of ours, or any of zod 4's. */
export function isShape(value: unknown): value is core.Schema {
  return value instanceof $ZodType;
}

/**
 * A shape as JSON Schema 2020-12. `input` is what may be sent, unknown fields included; `output` what comes out of parsing.
 */
export function toJsonSchema(
  schema: core.Schema,
  io: 'input' | 'output' = 'input',
): Readonly<Record<string, unknown>> {
  const { '~standard': _, ...jsonSchema } = toJSONSchema(schema, { io });
  return JSON.parse(JSON.stringify(jsonSchema)) as Record<string, unknown>;
}

/** Every shape of the main entry, by name. */
export function listPublishedShapes(): PublishedShape[] {
  return Object.entries<unknown>({ ...core })
    .flatMap(([name, schema]) =>
      isShape(schema) ? [{ name, schema, jsonSchema: toJsonSchema(schema) }] : [],
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
