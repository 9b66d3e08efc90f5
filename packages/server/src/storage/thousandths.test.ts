import { expect, test } from 'vitest';
import { fromThousandths, toThousandths } from './thousandths.ts';

test('every quantity of three decimals is a whole number of thousandths, and back', () => {
  for (let thousandths = 0; thousandths <= 300_000; thousandths += 1) {
    const quantity = Number((thousandths / 1000).toFixed(3));
    if (toThousandths(quantity) !== thousandths || fromThousandths(thousandths) !== quantity) {
      expect.fail(`${quantity} is stored as ${toThousandths(quantity)}`);
    }
  }
  expect(toThousandths(1_000_000)).toBe(1_000_000_000);
});
