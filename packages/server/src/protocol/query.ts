import type * as z from 'zod/mini';

/**
 * The query string as its schema wants it read: lists take every repetition of a name, numbers are numbers, everything
 * else is the last text given. Names the schema does not know are left out.
 */
export function parseQuery(request: Request, schema: z.core.$ZodType): Record<string, unknown> {
  const search = new URL(request.url).searchParams;
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fieldsOf(schema))) {
    const given = search.getAll(name);
    if (given.length === 0) continue;
    const last = given.at(-1) ?? '';
    const type = typeOf(field);
    if (type === 'array') values[name] = given;
    else if (type === 'number') values[name] = /^-?\d+(\.\d+)?$/.test(last) ? Number(last) : last;
    else values[name] = last;
  }
  return values;
}

function fieldsOf(schema: z.core.$ZodType): Readonly<Record<string, z.core.$ZodType>> {
  const { def } = schema._zod;
  return 'shape' in def ? (def.shape as Readonly<Record<string, z.core.$ZodType>>) : {};
}

/** The kind of a field, whatever makes it optional. */
function typeOf(field: z.core.$ZodType): string {
  const { def } = field._zod;
  return 'innerType' in def ? typeOf(def.innerType as z.core.$ZodType) : def.type;
}
