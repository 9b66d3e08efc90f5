import { definitionOf, type PrivacyClass, type Schema } from '../index.ts';

/** What stands in place of a value that is not shown. */
export type Marker = `[${PrivacyClass}]`;

/** Which values {@link redact} leaves as they are. */
export interface RedactOptions {
  /** The classes to show; `public` alone when left out. */
  readonly show?: readonly PrivacyClass[] | undefined;
}

/** The most items of one list that are shown. */
const maxItems = 1000;

/**
 * A value for a log or a bug report: every part in the class its schema says, `[personal]` and the like in place of
 * what is not shown. Fields the schema does not name are left out, and a part of a schema that is not of this package
 * is personal. Takes anything, fitting or not; never throws.
 */
export function redact(schema: Schema, value: unknown, { show = ['public'] }: RedactOptions = {}): unknown {
  try {
    return walk(schema, value, 'public', show);
  } catch {
    return '[personal]' satisfies Marker;
  }
}

function walk(schema: Schema, value: unknown, outer: PrivacyClass, show: readonly PrivacyClass[]): unknown {
  if (value === null || value === undefined) return value;
  const definition = definitionOf(schema);
  const privacy = definition ? (definition.privacy ?? outer) : 'personal';
  const inner = definition?.innerType;
  if (definition && inner) return walk(inner, value, privacy, show);
  if (!definition || !show.includes(privacy)) {
    // A field inside may still be of a class that is shown, but the whole was marked: the whole is hidden.
    return `[${privacy}]` satisfies Marker;
  }
  if (definition.shape && typeof value === 'object') {
    const fields: [string, unknown][] = [];
    for (const [key, field] of Object.entries(definition.shape)) {
      if (Object.hasOwn(value, key)) {
        fields.push([key, walk(field, (value as Record<string, unknown>)[key], privacy, show)]);
      }
    }
    return Object.fromEntries(fields);
  }
  const { element } = definition;
  if (element && Array.isArray(value)) {
    return value.slice(0, maxItems).map((item) => walk(element, item, privacy, show));
  }
  const fits = {
    string: 'string',
    number: 'number',
    boolean: 'boolean',
    enum: 'string',
    literal: typeof value,
  }[definition.type as string];
  return typeof value === fits ? value : ('[personal]' satisfies Marker);
}

/** One field of a schema and how private it is. */
export interface FieldPrivacy {
  /** `customer.name`, `photos[]`. */
  readonly path: string;
  readonly privacy: PrivacyClass;
}

/** Every field of a schema with its class, in order. */
export function listPrivacy(schema: Schema): FieldPrivacy[] {
  const fields: FieldPrivacy[] = [];
  visit(schema, '', 'public', fields);
  return fields;
}

function visit(schema: Schema, path: string, outer: PrivacyClass, fields: FieldPrivacy[]): void {
  const definition = definitionOf(schema);
  const privacy = definition ? (definition.privacy ?? outer) : 'personal';
  if (definition?.innerType) visit(definition.innerType, path, privacy, fields);
  else if (definition?.element) visit(definition.element, `${path}[]`, privacy, fields);
  else if (definition?.shape) {
    for (const [key, field] of Object.entries(definition.shape)) {
      visit(field, path ? `${path}.${key}` : key, privacy, fields);
    }
  } else fields.push({ path, privacy });
}
