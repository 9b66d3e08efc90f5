import type { Dice } from '../faults/dice.ts';

/** As much of JSON Schema 2020-12 as the OpenAPI document uses. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly format?: string;
}

export type Components = Readonly<Record<string, JsonSchema>>;

/** A value a schema describes; optional fields come and go. */
export function sample(schema: JsonSchema, components: Components, dice: Dice, depth = 0): unknown {
  const go = (inner: JsonSchema) => sample(inner, components, dice, depth + 1);
  if (depth > 8) return null;
  if (schema.$ref) return go(components[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if ('const' in schema) return schema.const;
  if (schema.enum) return dice.pick(schema.enum);
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return go(dice.pick(options));
  if (schema.type === 'object') {
    const fields = Object.entries(schema.properties ?? {});
    return Object.fromEntries(
      fields
        .filter(([name]) => schema.required?.includes(name) || dice.chance(0.5))
        .map(([name, field]) => [name, go(field)]),
    );
  }
  if (schema.type === 'array') {
    return Array.from({ length: Math.max(schema.minItems ?? 0, dice.whole(0, 2)) }, () =>
      go(schema.items ?? {}),
    );
  }
  if (schema.type === 'integer' || schema.type === 'number') {
    const least = schema.minimum ?? 0;
    return least + dice.whole(0, Math.min((schema.maximum ?? least + 10) - least, 10));
  }
  if (schema.type === 'boolean') return dice.chance(0.5);
  if (schema.type === 'null') return null;
  return sampleText(schema, dice);
}

/** Names the tenant of the tests has, so that some guesses hit. */
const known = [
  't-1',
  'ana',
  'beto',
  'matriz',
  'filial',
  'drop',
  'connector',
  'router',
  'fibre-cut',
  'new-drop',
  '12',
];

function sampleText({ format, minLength = 0 }: JsonSchema, dice: Dice): string {
  if (format === 'date-time') return '2026-03-02T11:40:00-03:00';
  if (format === 'date') return '2026-03-02';
  if (format === 'uuid') return '00000000-0000-7000-8000-000000000001';
  if (format === 'uri') return 'https://norte.example';
  return dice.chance(0.6) ? dice.pick(known) : 'x'.repeat(minLength + dice.whole(0, 11));
}

/** A value with one thing in it changed: a field replaced, left out or added, at any depth. */
export function mutate(value: unknown, hostile: () => unknown, dice: Dice): unknown {
  if (typeof value !== 'object' || value === null || dice.chance(0.15)) return hostile();
  if (Array.isArray(value)) {
    if (value.length === 0) return [hostile()];
    const at = dice.whole(0, value.length - 1);
    return value.map((item, index) => (index === at ? mutate(item, hostile, dice) : item));
  }
  const entries = Object.entries(value);
  if (entries.length === 0 || dice.chance(0.1)) return { ...value, unexpected: hostile() };
  const [name, inner] = dice.pick(entries);
  if (dice.chance(0.2)) return Object.fromEntries(entries.filter(([other]) => other !== name));
  return { ...value, [name]: dice.chance(0.5) ? hostile() : mutate(inner, hostile, dice) };
}
