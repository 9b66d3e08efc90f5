import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check } from '../errors/parse.ts';
import { UseProduct } from './product.ts';
import { formatQuantity, subtractQuantity, sumQuantities } from './quantity.ts';

test('metres add up without float dust', () => {
  expect(sumQuantities([0.1, 0.2])).toBe(0.3);
  expect(sumQuantities([35.5, 12.25, 0.005])).toBe(47.755);
  expect(sumQuantities([])).toBe(0);
  expect(subtractQuantity(250, 35.5)).toBe(214.5);
  expect(subtractQuantity(0.3, 0.1)).toBe(0.2);
});

test('quantities are written with their unit as people do', () => {
  expect(formatQuantity(35.5, 'metre', 'pt-BR')).toBe('35,5 m');
  expect(formatQuantity(35.5, 'metre', 'en')).toBe('35.5 m');
  expect(formatQuantity(1, 'unit', 'pt-BR')).toBe('1 un.');
});

const thousandths = fc.integer({ min: 1, max: 1_000_000_000 });

test('every quantity of millimetres is accepted, and sums are exact whatever the order', () => {
  fc.assert(
    fc.property(fc.array(thousandths, { minLength: 1, maxLength: 30 }), (parts) => {
      const quantities = parts.map((part) => part / 1000);
      for (const quantity of quantities) {
        expect(check(UseProduct, { productId: 'p', quantity, mode: 'sale' }).ok).toBe(true);
      }
      const exact = parts.reduce((sum, part) => sum + part, 0) / 1000;
      expect(sumQuantities(quantities)).toBe(exact);
      expect(sumQuantities(quantities.toReversed())).toBe(exact);
      expect(quantities.reduce(subtractQuantity, exact)).toBe(0);
    }),
    { seed: 42, numRuns: 500 },
  );
});
