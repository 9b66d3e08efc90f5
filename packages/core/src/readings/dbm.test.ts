import { expect, test } from 'vitest';
import { isPlausibleDbm, parseDbm } from './dbm.ts';

test.each([
  ['-21,5 dBm', -21.5],
  ['-21.5', -21.5],
  ['\u221221,50dBm', -21.5],
  [' - 21.5 DBM ', -21.5],
  ['+2,1', 2.1],
  ['2.1', 2.1],
  ['-0,00', 0],
])('%j is %d dBm', (text, dbm) => {
  expect(parseDbm(text)).toBe(dbm);
});

test.each(['', '-', '--', 'N/A', '-21,5,3', '1e3', '-21.5 mW', 'NaN', '1000'])('%j is no reading', (text) => {
  expect(parseDbm(text)).toBeUndefined();
});

test.each([
  [-21.5, true],
  [-50, true],
  [9.5, true],
  [0, false],
  [-40, false],
  [-80, false],
  [65535, false],
  [2_147_483_647, false],
  [Number.NaN, false],
])('%d dBm can be measured: %s', (dbm, plausible) => {
  expect(isPlausibleDbm(dbm)).toBe(plausible);
});
