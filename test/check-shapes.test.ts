import { expect, test } from 'vitest';
import { compareShapes } from '../scripts/check/compare-shapes.mjs';
import { findBrokenShapes } from '../scripts/check/shapes.mjs';

const before = {
  type: 'object',
  properties: {
    id: { type: 'string', minLength: 1, maxLength: 128 },
    status: { type: 'string', enum: ['open', 'closed'] },
    note: { anyOf: [{ type: 'string', maxLength: 10 }, { type: 'null' }] },
    at: { type: 'string', format: 'date-time' },
    items: {
      type: 'array',
      maxItems: 5,
      items: { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] },
    },
  },
  required: ['id', 'status'],
};

/** A copy of the shape with one thing changed. */
function planted(change: (shape: typeof before) => unknown) {
  const copy = structuredClone(before);
  change(copy);
  return copy;
}

test('a shape that did not change, and one with a new optional field, break nobody', () => {
  expect(compareShapes(before, structuredClone(before), 'both')).toEqual([]);
  const more = planted((shape) => Object.assign(shape.properties, { extra: { type: 'string' } }));
  expect(compareShapes(before, more, 'both')).toEqual([]);
});

test.each([
  [
    'a field gone',
    (shape) => delete (shape.properties as Partial<typeof shape.properties>).note,
    'field note is gone',
  ],
  [
    'a new required field',
    (shape) => {
      Object.assign(shape.properties, { extra: { type: 'string' } });
      shape.required.push('extra');
    },
    'new field extra is required',
  ],
  ['an optional field required', (shape) => shape.required.push('note'), 'field note is now required'],
  ['a required field optional', (shape) => shape.required.pop(), 'field status may now be missing'],
  [
    'another type',
    (shape) => Object.assign(shape.properties.id, { type: 'number' }),
    'id: type was "string", is "number"',
  ],
  [
    'another format',
    (shape) => Object.assign(shape.properties.at, { format: 'date' }),
    'at: format was "date-time", is "date"',
  ],
  ['a word gone', (shape) => shape.properties.status.enum.pop(), 'status: no longer knows "closed"'],
  ['a new word', (shape) => shape.properties.status.enum.push('x'), 'status: "x" is unknown to older apps'],
  [
    'a tighter bound',
    (shape) => Object.assign(shape.properties.id, { maxLength: 5 }),
    'id: maxLength was 128, is 5',
  ],
  [
    'a looser bound',
    (shape) => Object.assign(shape.properties.id, { maxLength: 500 }),
    'id: maxLength was 128, is 500',
  ],
  ['no longer null', (shape) => shape.properties.note.anyOf.pop(), 'note: had 2 alternatives, has 1'],
  [
    'inside an alternative',
    (shape) => Object.assign(shape.properties.note.anyOf[0] ?? {}, { maxLength: 5 }),
    'note: maxLength was 10, is 5',
  ],
  [
    'inside a list',
    (shape) => Object.assign(shape.properties.items.items.properties.n, { type: 'string' }),
    'items[].n: type was "integer", is "string"',
  ],
] as [string, (shape: typeof before) => unknown, string][])(
  'a planted violation is caught: %s',
  (_, change, line) => {
    const found = compareShapes(before, planted(change), 'both');
    expect(found.join('\n')).toContain(line);
  },
);

test('what is only ever sent may become looser, never tighter', () => {
  const looser = planted((shape) => {
    shape.properties.id.maxLength = 500;
    shape.properties.status.enum.push('x');
    shape.required.pop();
  });
  expect(compareShapes(before, looser, 'request')).toEqual([]);
  const tighter = planted((shape) => Object.assign(shape.properties.id, { minLength: 2 }));
  expect(compareShapes(before, tighter, 'request')).toEqual(['id: minLength was 1, is 2']);
});

test('a shape that is gone is named; a new one breaks nobody', () => {
  expect(findBrokenShapes({ Ticket: before }, {})).toEqual(['Ticket: is gone']);
  expect(findBrokenShapes({}, { Ticket: before })).toEqual([]);
  expect(
    findBrokenShapes({ UseProduct: before }, { UseProduct: planted((shape) => shape.required.pop()) }),
  ).toEqual([]);
});
