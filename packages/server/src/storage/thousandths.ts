import { quantityDecimals } from '@field/core';

const scale = 10 ** quantityDecimals;

/** A quantity as the whole number it is stored as: 35.5 m are 35500, so that sums stay exact. */
export function toThousandths(quantity: number): number {
  return Math.round(quantity * scale);
}

/** A stored quantity as people count it. */
export function fromThousandths(thousandths: number): number {
  return thousandths / scale;
}
