import { expect, test } from 'vitest';
import { decodeIfIndex, encodeIfIndex, ifKind, readFsp, readIfName } from './address.ts';

test.each([
  [{ shelf: 0, slot: 0, port: 0 }, 4194304000],
  [{ shelf: 0, slot: 0, port: 15 }, 4194307840],
  [{ shelf: 0, slot: 1, port: 0 }, 4194312192],
  [{ shelf: 0, slot: 5, port: 0 }, 4194344960],
  [{ shelf: 0, slot: 5, port: 1 }, 4194345216],
])('%o is ifIndex %d', (at, ifIndex) => {
  expect(encodeIfIndex(at)).toBe(ifIndex);
  expect(decodeIfIndex(ifIndex)).toEqual({ ...at, kind: 'gpon' });
});

test('every port there can be survives the way there and back, slots above 7 included', () => {
  for (let slot = 0; slot < 64; slot += 1)
    for (let port = 0; port < 32; port += 1)
      for (const kind of ['gpon', 'xgpon'] as const) {
        const at = { shelf: 0, slot, port };
        expect(decodeIfIndex(encodeIfIndex(at, kind))).toEqual({ ...at, kind });
      }
});

test('a negative ifIndex is the same 32 bits', () => {
  expect(decodeIfIndex(-100653824)).toEqual({ kind: 'gpon', shelf: 0, slot: 1, port: 5 });
});

test('Ethernet, EPON and indexes of no port are not computed', () => {
  expect(decodeIfIndex(234938368)).toBeNull();
  expect(decodeIfIndex(126 * 2 ** 25)).toBeNull();
  expect(ifKind(126 * 2 ** 25)).toBe('epon');
  expect(decodeIfIndex(encodeIfIndex({ shelf: 0, slot: 1, port: 2 }) + 1)).toBeNull();
});

test('ports in names of interfaces', () => {
  expect(readIfName('GPON 0/1/2')).toEqual({ shelf: 0, slot: 1, port: 2 });
  expect(readIfName('EPON 0/3/15')).toEqual({ shelf: 0, slot: 3, port: 15 });
  expect(readIfName('ethernet0/7/0')).toBeNull();
  expect(readIfName('vlanif30')).toBeNull();
});

test.each(['0/1/2', '0/ 1/2', '0/1 /2', '0 /1 /2', ' 0/ 1/ 2 '])('F/S/P in each padding: %j', (text) => {
  expect(readFsp(text, 'display x', text)).toEqual({ shelf: 0, slot: 1, port: 2 });
});
