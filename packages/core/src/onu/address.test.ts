import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check } from '../errors/parse.ts';
import {
  compareOnuAddresses,
  formatOnuAddress,
  formatPonPort,
  OnuAddress,
  sameOnuAddress,
  samePonPort,
  tryParseOnuAddress,
  tryParsePonPort,
} from './address.ts';
import { parseOnuAddress, parsePonPort } from './parse-address.ts';

test.each(['0/1/2', '0/ 1/2', ' 0/1/2 ', '0/1 /2'])('%j is port 0/1/2', (text) => {
  expect(parsePonPort(text)).toEqual({ shelf: 0, slot: 1, port: 2 });
});

test.each(['0/1/2:3', '0/1/2/3', '0/ 1/2: 3'])('%j is ONU 0/1/2:3', (text) => {
  expect(parseOnuAddress(text)).toEqual({ shelf: 0, slot: 1, port: 2, onuId: 3 });
});

test.each(['', '0/1', '0/1/2/3', '0/1/x', '0/1/-2', '0/1/4194304512', '0/1/9999', `0/1/${' '.repeat(99)}2`])(
  '%j is no PON port',
  (text) => {
    expect(tryParsePonPort(text)).toBeUndefined();
    expect(() => parsePonPort(text)).toThrow('port: must be a PON port such as 0/1/2');
  },
);

test.each(['0/1/2', '0/1/2:', '0/1/2:3:4', 'all'])('%j is no ONU address', (text) => {
  expect(tryParseOnuAddress(text)).toBeUndefined();
  expect(() => parseOnuAddress(text)).toThrow('address: must be an ONU address such as 0/1/2:3');
});

const level = fc.integer({ min: 0, max: 4095 });
const address = fc.record({ shelf: level, slot: level, port: level, onuId: level });

test('an address written and read again is the same place', () => {
  fc.assert(
    fc.property(address, (place) => {
      expect(check(OnuAddress, place).ok).toBe(true);
      expect(parseOnuAddress(formatOnuAddress(place))).toEqual(place);
      expect(samePonPort(parsePonPort(formatPonPort(place)), place)).toBe(true);
    }),
    { seed: 3, numRuns: 200 },
  );
});

test('addresses sort by shelf, slot, port, then number', () => {
  const written = ['0/1/2:10', '1/0/0:0', '0/1/2:9', '0/1/10:0', '0/0/15:127'];
  expect(written.map(parseOnuAddress).sort(compareOnuAddresses).map(formatOnuAddress)).toEqual([
    '0/0/15:127',
    '0/1/2:9',
    '0/1/2:10',
    '0/1/10:0',
    '1/0/0:0',
  ]);
  expect(sameOnuAddress(parseOnuAddress('0/1/2:3'), parseOnuAddress('0/1/2/3'))).toBe(true);
});
