import * as core from '@field/core';
import * as onuJobs from '@field/core/onu-jobs';
import * as z from 'zod/mini';
import type { Route } from './route.ts';

/** A JSON object of the OpenAPI document. */
export type Json = { readonly [key: string]: unknown };

/** How the OpenAPI document refers to shapes. */
export interface Schemas {
  readonly components: Json;
  /** A reference where the schema has a name, else the schema itself. */
  describe(schema: z.core.$ZodType): Json;
}

/** Core's schemas by name, and how to write any schema with them. */
export function componentSchemas(routes: readonly Route[]): Schemas {
  const registry = z.registry<{ id: string }>();
  for (const [name, value] of [...Object.entries(core), ...Object.entries(onuJobs)]) {
    if (isObjectSchema(value) && !registry.has(value)) registry.add(value, { id: name });
  }
  const inline = new Map<z.core.$ZodType, string>();
  for (const schema of routes.flatMap(schemasOf)) {
    if (registry.has(schema) || inline.has(schema)) continue;
    const id = `inline-${inline.size}`;
    inline.set(schema, id);
    registry.add(schema, { id });
  }
  const uri = (id: string) => `#/components/schemas/${id}`;
  const { schemas } = z.toJSONSchema(registry, { uri, io: 'input', target: 'draft-2020-12' });
  const all = Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, withoutIdentity(schema)]),
  );
  // A schema without a name may be a part of another: it is written out there, for it is no component to refer to.
  const written = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(written);
    if (typeof part !== 'object' || part === null) return part;
    const { $ref } = part as { $ref?: unknown };
    const own =
      typeof $ref === 'string' && $ref.startsWith(uri('inline-')) ? $ref.split('/').at(-1) : undefined;
    if (own !== undefined) return written(all[own]);
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, written(value)]));
  };
  return {
    components: Object.fromEntries(Object.entries(all).filter(([name]) => !name.startsWith('inline-'))),
    describe(schema) {
      const own = inline.get(schema);
      return own === undefined ? { $ref: uri(registry.get(schema)?.id ?? '') } : (written(all[own]) as Json);
    },
  };
}

function schemasOf(route: Route): z.core.$ZodType[] {
  return [route.query, route.documentedBody ?? route.body, route.answer.schema].filter(
    (schema) => schema !== undefined,
  );
}

function isObjectSchema(value: unknown): value is z.core.$ZodType {
  return value instanceof z.core.$ZodType && value._zod.def.type === 'object';
}

/** What the generator adds for documents that stand alone. */
function withoutIdentity(schema: object): Json {
  const { $schema: _, $id: __, ...rest } = schema as { $schema?: string; $id?: string };
  return rest;
}
