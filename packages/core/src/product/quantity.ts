import { formatNumber } from '../i18n/fill-text.ts';
import type { Locale } from '../i18n/locale.ts';
import { between, rule } from '../schema/checks.ts';
import { number } from '../schema/schema.ts';

/** The most decimal places a quantity has: a millimetre of cable. */
export const quantityDecimals = 3;

/** The largest quantity of one movement or one stock item. */
export const maxQuantity = 1_000_000;

const scale = 1000;

/** A quantity that is used: more than zero, at most {@link quantityDecimals} decimal places. */
/* @__NO_SIDE_EFFECTS__ */
export function quantity() {
  const moreThanZero = rule<number>(
    (value) => (value > 0 ? undefined : { code: 'not_more_than', min: 0 }),
    { exclusiveMinimum: 0 },
    true,
  );
  return number(moreThanZero, between(0, maxQuantity), precise());
}

/** A quantity that is left: zero or more. */
/* @__NO_SIDE_EFFECTS__ */
export function availableQuantity() {
  return number(between(0, maxQuantity), precise());
}

/* @__NO_SIDE_EFFECTS__ */
function precise() {
  return rule<number>((value) =>
    Math.round(value * scale) / scale === value ? undefined : { code: 'too_precise', max: quantityDecimals },
  );
}

/** The sum of decimal quantities without float dust: `0.1, 0.2` gives `0.3`. */
export function sumQuantities(quantities: Iterable<number>): number {
  let sum = 0;
  for (const value of quantities) sum += Math.round(value * scale);
  return sum / scale;
}

/** What is left of `available` after `used`, without float dust; below zero where more was used than there was. */
export function subtractQuantity(available: number, used: number): number {
  return sumQuantities([available, -used]);
}

/** A quantity with its unit: `35,5 m`, `1 un.` in `pt-BR`. */
export function formatQuantity(quantity: number, unit: 'unit' | 'metre', locale: Locale): string {
  const piece = { en: 'pc.', 'pt-BR': 'un.', es: 'ud.' }[locale];
  return `${formatNumber(quantity, locale)} ${unit === 'metre' ? 'm' : piece}`;
}
