type Json = { readonly [key: string]: unknown };

/** One way in which a client of the old document may fail against the new one. */
export interface BreakingChange {
  /** Where: operation, then the way into its parameters, body or answer. */
  readonly at: string;
  readonly what: string;
}

interface Operation extends Json {
  readonly parameters?: readonly (Json & { name: string; in: string; required?: boolean; schema: Json })[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Record<string, { schema?: Json }> };
  readonly responses: Record<string, { readonly content?: Record<string, { schema?: Json }> }>;
}

/** An OpenAPI 3.1 document as far as it is compared. */
export interface ApiDocument {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, Json> };
}

/**
 * What of `after` breaks clients written for `before`. A request may become wider, an answer richer; nothing may be taken
 * away, demanded, or answered that was never announced.
 */
export function findBreakingChanges(before: ApiDocument, after: ApiDocument): BreakingChange[] {
  const found: BreakingChange[] = [];
  for (const [path, methods] of Object.entries(before.paths)) {
    for (const [method, old] of Object.entries(methods)) {
      const at = `${method.toUpperCase()} ${path}`;
      const now = after.paths[path]?.[method];
      if (!now) found.push({ at, what: 'the operation is gone' });
      else found.push(...compareOperations(at, old, now, before, after));
    }
  }
  return found;
}

function compareOperations(
  at: string,
  old: Operation,
  now: Operation,
  before: ApiDocument,
  after: ApiDocument,
): BreakingChange[] {
  const found: BreakingChange[] = [];
  const request = comparer('request', before, after, found);
  const answer = comparer('answer', before, after, found);
  const same = (a: Json, b: Json) => a.name === b.name && a.in === b.in;
  for (const parameter of old.parameters ?? []) {
    const kept = now.parameters?.find((candidate) => same(candidate, parameter));
    if (kept) request(`${at} ${parameter.name}`, parameter.schema, kept.schema);
    else found.push({ at, what: `the parameter ${parameter.name} is gone` });
  }
  for (const parameter of now.parameters ?? []) {
    const was = old.parameters?.find((candidate) => same(candidate, parameter));
    if (parameter.required && !was?.required)
      found.push({ at, what: `the parameter ${parameter.name} is demanded` });
  }
  if (now.requestBody?.required && !old.requestBody) found.push({ at, what: 'a body is demanded' });
  for (const [type, { schema }] of Object.entries(old.requestBody?.content ?? {})) {
    const kept = now.requestBody?.content[type];
    if (!kept) found.push({ at, what: `${type} is not taken any more` });
    else if (schema && kept.schema) request(`${at} body`, schema, kept.schema);
  }
  const successes = Object.entries(old.responses).filter(([status]) => status.startsWith('2'));
  for (const [status, { content = {} }] of successes) {
    const kept = now.responses[status];
    if (!kept) found.push({ at, what: `${status} is not answered any more` });
    for (const [type, { schema }] of Object.entries(content)) {
      const body = kept?.content?.[type];
      if (kept && !body) found.push({ at, what: `${status} does not bring ${type} any more` });
      else if (schema && body?.schema) answer(`${at} ${status}`, schema, body.schema);
    }
  }
  return found;
}

type Compare = (at: string, old: Json, now: Json) => void;

/** Compares two schemas as a request (may widen) or as an answer (may narrow). */
function comparer(
  side: 'request' | 'answer',
  before: ApiDocument,
  after: ApiDocument,
  found: BreakingChange[],
): Compare {
  const seen = new Set<string>();

  function compare(at: string, oldSchema: Json, nowSchema: Json): void {
    const pair = JSON.stringify([oldSchema.$ref, nowSchema.$ref]);
    if (oldSchema.$ref && seen.has(pair)) return;
    if (oldSchema.$ref) seen.add(pair);
    const old = resolve(oldSchema, before);
    const now = resolve(nowSchema, after);
    const tell = (what: string) => void found.push({ at, what });
    // What must stay inside: in a request the old values in the new schema, in an answer the new values in the old.
    const [inner, outer] = side === 'request' ? [old, now] : [now, old];

    const alternatives = listOf(inner.anyOf);
    if (alternatives.length > 0 || listOf(outer.anyOf).length > 0) {
      compareAlternatives(at, old, now);
      return;
    }
    const types = new Set(listOf(outer.type).length > 0 ? listOf(outer.type) : [outer.type]);
    const own = listOf(inner.type).length > 0 ? listOf(inner.type) : [inner.type];
    const isNumber = (type: unknown) => type === 'integer' && types.has('number');
    if (outer.type !== undefined && own.some((type) => !types.has(type) && !isNumber(type))) {
      tell(`was ${JSON.stringify(old.type)}, is ${JSON.stringify(now.type)}`);
      return;
    }
    const words = listOf(outer.enum ?? (outer.const === undefined ? undefined : [outer.const]));
    const given = listOf(inner.enum ?? (inner.const === undefined ? undefined : [inner.const]));
    if (words.length > 0) {
      const strange = given.length === 0 ? ['any value'] : given.filter((word) => !words.includes(word));
      if (strange.length > 0) {
        const verb = side === 'request' ? 'is not taken any more' : 'was never announced';
        tell(`${strange.join(', ')} ${verb}`);
      }
    }
    for (const bound of ['minLength', 'minimum', 'minItems']) {
      if (side === 'request' && numberAt(now, bound, -Infinity) > numberAt(old, bound, -Infinity))
        tell(`${bound} is stricter`);
    }
    for (const bound of ['maxLength', 'maximum', 'maxItems']) {
      if (side === 'request' && numberAt(now, bound, Infinity) < numberAt(old, bound, Infinity))
        tell(`${bound} is stricter`);
    }
    if (side === 'request' && now.pattern !== undefined && now.pattern !== old.pattern)
      tell('its pattern is another');
    if (isSchema(old.items) && isSchema(now.items)) compare(`${at}[]`, old.items, now.items);
    compareFields(at, old, now, tell);
  }

  function compareFields(at: string, old: Json, now: Json, tell: (what: string) => void): void {
    const oldFields = (old.properties ?? {}) as Record<string, Json>;
    const nowFields = (now.properties ?? {}) as Record<string, Json>;
    for (const [name, schema] of Object.entries(oldFields)) {
      const kept = nowFields[name];
      if (kept) compare(`${at}/${name}`, schema, kept);
      else tell(`${name} is gone`);
    }
    const [must, may] = side === 'request' ? [now, old] : [old, now];
    const demanded = listOf(must.required).filter((name) => !listOf(may.required).includes(name));
    for (const name of demanded) {
      if (side === 'request') tell(`${name} is demanded`);
      else if (nowFields[name as string]) tell(`${name} may be missing`);
    }
  }

  function compareAlternatives(at: string, old: Json, now: Json): void {
    const branches = (schema: Json) => (schema.anyOf ? (listOf(schema.anyOf) as Json[]) : [schema]);
    const [inner, outer] =
      side === 'request' ? [branches(old), branches(now)] : [branches(now), branches(old)];
    const fits = (candidate: Json, other: Json) => {
      const trial: BreakingChange[] = [];
      const [a, b] = side === 'request' ? [candidate, other] : [other, candidate];
      comparer(side, before, after, trial)(at, a, b);
      return trial;
    };
    for (const candidate of inner) {
      const trials = outer.map((other) => fits(candidate, other)).sort((a, b) => a.length - b.length);
      const [best] = trials;
      if (best && best.length > 0) found.push(...best);
    }
  }

  return compare;
}

function resolve(schema: Json, { components }: ApiDocument): Json {
  const name = typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1) : undefined;
  return name === undefined ? schema : (components.schemas[name] ?? {});
}

function isSchema(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function numberAt(schema: Json, bound: string, otherwise: number): number {
  const value = schema[bound];
  return typeof value === 'number' ? value : otherwise;
}
