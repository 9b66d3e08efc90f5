import { expect, test } from 'vitest';
import { dropCable, router, use } from '../../test/samples.ts';
import { checkProductUse } from './check-product-use.ts';

const codes = (...args: Parameters<typeof checkProductUse>) =>
  checkProductUse(...args).map((issue) => `${issue.path.join('.')} ${issue.code}`);

test('35.5 m of drop cable and one router by its serial can be used', () => {
  expect(codes(use(), dropCable())).toEqual([]);
  expect(codes(use({ quantity: 1, serial: 'CC09-2', mode: 'loan' }), router())).toEqual([]);
});

test('all there is can be used, and no more', () => {
  expect(codes(use(), dropCable({ available: 35.5 }))).toEqual([]);
  expect(checkProductUse(use(), dropCable({ available: 35.4 }))).toEqual([
    { path: ['quantity'], code: 'not_enough_stock', params: { available: 35.4 } },
  ]);
});

test('units are whole', () => {
  expect(codes(use({ quantity: 1.5 }), dropCable({ unit: 'unit' }))).toEqual(['quantity not_whole']);
});

test('a serialized product is used one at a time, by a serial in the stock', () => {
  expect(codes(use({ quantity: 2, serial: 'CC09-1' }), router())).toEqual(['quantity too_big']);
  expect(codes(use({ quantity: 1 }), router())).toEqual(['serial required']);
  expect(codes(use({ quantity: 1, serial: 'CC09-9' }), router())).toEqual(['serial not_in_stock']);
  expect(codes(use({ quantity: 1, serial: 'CC09-1' }), router({ available: 0, serials: [] }))).toEqual([
    'quantity not_enough_stock',
    'serial not_in_stock',
  ]);
});

test('a serial given for bulk material is refused', () => {
  expect(codes(use({ serial: 'CC09-1' }), dropCable())).toEqual(['serial not_in_stock']);
});
