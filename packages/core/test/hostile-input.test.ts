import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import * as core from '../src/index.ts';

const shapes = Object.entries<unknown>({ ...core }).filter(
  (entry): entry is [string, core.Schema] => entry[1] instanceof z.core.$ZodType,
);

/** A value that fits a shape, with every text, number and list as small as it may be. */
function fitting(schema: core.Schema): unknown {
  const definition = core.definitionOf(schema);
  if (!definition) return undefined;
  const json = z.toJSONSchema(schema, { io: 'input' }) as Readonly<Record<string, unknown>>;
  if (definition.options?.[0]) return fitting(definition.options[0]);
  if (definition.innerType) return fitting(definition.innerType);
  if (definition.element) {
    return Array.from({ length: Number(json.minItems ?? 1) || 1 }, () =>
      fitting(definition.element as core.Schema),
    );
  }
  if (definition.shape) {
    return Object.fromEntries(Object.entries(definition.shape).map(([key, field]) => [key, fitting(field)]));
  }
  if (definition.values) return definition.values[0];
  if (definition.entries) return Object.keys(definition.entries)[0];
  if (definition.type === 'boolean') return true;
  if (definition.type === 'number') return Math.max(Number(json.minimum ?? 0), 1);
  const format: Record<string, string> = {
    'date-time': '2026-01-31T14:28:00-03:00',
    uri: 'https://provedor.com.br',
    sha256: 'a'.repeat(64),
  };
  return format[String(json.format)] ?? 'HWTC12345678'.slice(0, Number(json.maxLength ?? 12));
}

/** Every place inside a value, as a way to put something else there. */
function* places(
  value: unknown,
  put: (other: unknown) => unknown = (other) => other,
): Generator<(other: unknown) => unknown> {
  yield put;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield* places(item, (other) => put(value.map((old, at) => (at === index ? other : old))));
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, field] of Object.entries(value)) {
      yield* places(field, (other) => put({ ...value, [key]: other }));
    }
  }
}

let nest: unknown = 'deep';
for (let level = 0; level < 20_000; level += 1) nest = level % 2 === 0 ? [nest] : { id: nest };
const circle: unknown[] = [];
circle.push(circle);
const polluting = JSON.parse(
  '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"id":"x"}',
);
const hostile: readonly unknown[] = [
  undefined,
  null,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -0,
  2 ** 53,
  1e308,
  10n,
  Symbol('x'),
  () => 1,
  new Date(Number.NaN),
  new Map([[1, 2]]),
  Object.create(null),
  polluting,
  nest,
  circle,
  '\ud800',
  '\u0000',
  '\u202eabc',
  'x'.repeat(2_000_000),
  '9'.repeat(500_000),
  '2026-02-30T00:00:00Z',
  Array.from({ length: 200_000 }, () => null),
  Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`k${index}`, index])),
];

describe.each(shapes)('%s', (_, shape) => {
  const good = fitting(shape);

  test('takes a value that fits', () => {
    expect(core.check(shape, good)).toMatchObject({ ok: true });
  });

  test('answers hostile input in every place with a value or issues', () => {
    for (const put of places(good)) {
      for (const value of hostile) {
        const result = core.check(shape, put(value));
        if (result.ok) expect(JSON.stringify(result.value)).not.toContain('polluted');
        else {
          expect(result.issues.length).toBeGreaterThan(0);
          expect(result.issues.length).toBeLessThanOrEqual(100);
          expect(() => new core.ValidationError(result.issues)).not.toThrow();
        }
      }
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('answers anything, and what it accepts it accepts again unchanged', () => {
    const all = [...places(good)];
    const mutated = fc.tuple(
      fc.nat(all.length - 1),
      fc.anything({ maxDepth: 2, withNullPrototype: true, withBigInt: true }),
    );
    fc.assert(
      fc.property(mutated, ([place, value]) => {
        const result = core.check(shape, all[place]?.(value));
        if (result.ok) expect(core.check(shape, result.value)).toEqual(result);
      }),
      { seed: 41, numRuns: 150 },
    );
  });
});

test.each([
  ['2026-12-31T23:59:60Z', false],
  ['2016-12-31T23:59:60Z', false],
  ['2024-02-29T12:00:00Z', true],
  ['2026-02-29T12:00:00Z', false],
  ['2100-02-29T12:00:00Z', false],
  ['2000-02-29T12:00:00Z', true],
  ['2026-04-31T12:00:00Z', false],
  ['0000-01-01T00:00:00Z', true],
  ['2026-01-31T24:00:00Z', false],
  ['2026-01-31T14:28:00', false],
  ['2026-01-31T14:28Z', false],
  ['2026-01-31t14:28:00z', false],
  ['2018-11-04T00:00:00-03:00', true],
  ['2026-04-05T00:00:00-04:00', true],
  ['2026-01-31T14:28:00+24:00', false],
  ['2026-01-31T14:28:00.123456789-03:00', true],
  ['2026-01-31T14:28:00.1234567890Z', false],
  [' 2026-01-31T14:28:00Z', false],
  ['٢٠٢٦-01-31T14:28:00Z', false],
])('the instant %s is accepted: %s', (text, accepted) => {
  expect(core.isDateTime(text)).toBe(accepted);
});
