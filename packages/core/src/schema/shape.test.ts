import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { check } from '../errors/parse.ts';
import { decimal, flag, list, literal, nullable, object, oneOf, optional, text, whole } from './schema.ts';

/** The same shape in our words and in zod's own classes. */
const ours = object({
  name: text(5, 1),
  note: optional(nullable(text(5))),
  size: decimal(-1, 1),
  level: whole(0, 9),
  done: flag(),
  kind: oneOf(['a', 'b']),
  version: literal(1),
  parts: optional(list(object({ name: nullable(text(3)) }), 2, 1)),
});
const zods = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(5)),
  note: z.optional(z.nullable(z.string().check(z.maxLength(5)))),
  size: z.number().check(z.gte(-1), z.lte(1)),
  level: z.int().check(z.gte(0), z.lte(9)),
  done: z.boolean(),
  kind: z.enum(['a', 'b']),
  version: z.literal(1),
  parts: z.optional(
    z
      .array(z.object({ name: z.nullable(z.string().check(z.maxLength(3))) }))
      .check(z.minLength(1), z.maxLength(2)),
  ),
});

const junk = fc.oneof(fc.anything({ maxDepth: 2 }), fc.constant(undefined));
const near = fc.record(
  {
    name: fc.oneof(fc.string({ maxLength: 7 }), junk),
    note: fc.oneof(fc.string({ maxLength: 7 }), fc.constant(null), junk),
    size: fc.oneof(fc.double(), fc.constantFrom(0, -1, 1, 2)),
    level: fc.oneof(fc.integer({ min: -2, max: 11 }), fc.double(), junk),
    done: fc.oneof(fc.boolean(), junk),
    kind: fc.oneof(fc.constantFrom('a', 'b', 'c', 'toString'), junk),
    version: fc.oneof(fc.constantFrom(1, 2, '1'), junk),
    parts: fc.oneof(
      fc.array(fc.record({ name: fc.oneof(fc.string({ maxLength: 4 }), fc.constant(null), junk) }), {
        maxLength: 3,
      }),
      junk,
    ),
    other: junk,
  },
  { requiredKeys: [] },
);
const good = fc.record({
  name: fc.string({ minLength: 1, maxLength: 5 }),
  note: fc.constantFrom(undefined, null, 'x'),
  size: fc.double({ min: -1, max: 1, noNaN: true }),
  level: fc.integer({ min: 0, max: 9 }),
  done: fc.boolean(),
  kind: fc.constantFrom('a', 'b'),
  version: fc.constant(1),
});

test("our shapes accept what zod's own classes accept and give the same value", () => {
  let accepted = 0;
  fc.assert(
    fc.property(fc.oneof(near, good, junk), (input) => {
      const theirs = z.safeParse(zods, input);
      const result = check(ours, input);
      expect(result.ok).toBe(theirs.success);
      if (result.ok) accepted += 1;
      if (result.ok && theirs.success) expect(result.value).toEqual(theirs.data);
      if (!result.ok && !theirs.success && theirs.error) {
        const paths = new Set(theirs.error.issues.map((issue) => String(issue.path[0])));
        expect(new Set(result.issues.map((issue) => String(issue.path[0])))).toEqual(paths);
      }
    }),
    { seed: 7, numRuns: 4000 },
  );
  expect(accepted).toBeGreaterThan(500);
});

test("our shapes have the JSON Schema of zod's own classes", () => {
  for (const io of ['input', 'output'] as const) {
    expect(z.toJSONSchema(ours, { io })).toEqual(z.toJSONSchema(zods, { io }));
  }
});

test('our shapes take a place inside a zod schema and speak Standard Schema', async () => {
  const mixed = z.object({ inner: ours, more: z.array(text(3)) });
  expect(z.safeParse(mixed, { inner: {}, more: ['abcd'] }).success).toBe(false);
  const result = await ours['~standard'].validate({ name: '' });
  expect(result.issues?.map((issue) => issue.path?.[0])).toContain('size');
  expect(ours['~standard']).toMatchObject({ version: 1, vendor: 'zod' });
});

test('a list that is too long is refused before its items are read', () => {
  let read = 0;
  const items = new Proxy([], {
    get: (target, key) => {
      if (key === 'length') return 10_000_000;
      read += 1;
      return Reflect.get(target, key);
    },
  });
  expect(check(list(text(3), 5), items)).toEqual({
    ok: false,
    issues: [{ path: [], code: 'too_many', params: { max: 5 } }],
  });
  expect(read).toBe(0);
});

test('a value whose own code throws is one issue', () => {
  const hostile = {
    get name(): string {
      throw new TypeError('boom');
    },
  };
  expect(check(ours, hostile)).toEqual({ ok: false, issues: [{ path: [], code: 'invalid', params: {} }] });
});
