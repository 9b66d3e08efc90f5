import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import * as core from '../src/index.ts';
import { definitionOf } from '../src/schema/shape.ts';
import { closing, dropCable, router, signal, ticket, use } from './samples.ts';

const shapes = Object.entries<unknown>({ ...core }).filter(
  (entry): entry is [string, z.core.$ZodType] => entry[1] instanceof z.core.$ZodType,
);

test('the public shapes are found', () => {
  expect(shapes.length).toBeGreaterThan(50);
});

test.each([
  ['Ticket', core.Ticket, ticket()],
  ['TicketPage', core.TicketPage, { items: [ticket()], total: 1, urgent: 0, nextCursor: null }],
  ['Closing', core.Closing, closing()],
  ['StockItem', core.StockItem, dropCable()],
  ['StockItem', core.StockItem, router()],
  ['UseProduct', core.UseProduct, use({ serial: 'x' })],
  ['OnuSignal', core.OnuSignal, signal()],
] as const)('a %s survives JSON and parsing unchanged', (_, shape, value) => {
  expect(core.parse(shape as z.core.$ZodType, JSON.parse(JSON.stringify(value)))).toEqual(value);
});

test.each(shapes)('%s has a JSON Schema for requests and for responses', (_, shape) => {
  for (const io of ['input', 'output'] as const) {
    expect(z.toJSONSchema(shape, { io })).toHaveProperty('$schema');
  }
});

test('date-times, whole numbers and bounds are visible in the JSON Schema', () => {
  expect(z.toJSONSchema(core.StartVisit).properties?.startedAt).toMatchObject({
    type: 'string',
    format: 'date-time',
  });
  expect(z.toJSONSchema(core.PonPortAddress).properties?.slot).toMatchObject({
    type: 'integer',
    minimum: 0,
    maximum: 4095,
  });
});

const hostile = fc.oneof(
  fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, maxDepth: 4 }),
  fc.jsonValue(),
  fc.constantFrom(
    Number.NaN,
    Number.NEGATIVE_INFINITY,
    -0,
    '\ud800',
    'x'.repeat(100_000),
    Object.create(null),
  ),
);

test.each(shapes)('%s answers anything with a value or issues, and its values are stable', (_, shape) => {
  const fields = Object.keys(definitionOf(shape)?.shape ?? {});
  const nearMiss = fc.dictionary(fc.constantFrom('__proto__', 'x', ...fields), hostile);
  fc.assert(
    fc.property(fc.oneof(hostile, nearMiss), (input) => {
      const result = core.check(shape, input);
      if (result.ok) {
        expect(core.check(shape, result.value)).toEqual(result);
      } else {
        expect(result.issues.length).toBeGreaterThan(0);
        for (const issue of result.issues) {
          expect(core.issueTexts).toHaveProperty([issue.code]);
          for (const locale of core.locales) expect(core.formatIssue(issue, locale)).not.toBe('');
        }
      }
    }),
    { seed: 99, numRuns: 60 },
  );
});
