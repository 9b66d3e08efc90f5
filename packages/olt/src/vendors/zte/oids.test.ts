import { expect, test } from 'vitest';
import { mac, oltPower, onuPower, scaled, serial, time } from './oid-decoders.ts';
import { c3xxTables, c6xxTables, eponOnus } from './oids.ts';

test.each([
  [3459, -23.082],
  [5519, -18.962],
  [16000, 2],
  // Below -30 dBm the 16 bits wrap.
  [65535 - 499, -31],
  [65535, null],
  [0, null],
  [-1, null],
  [2147483647, null],
])('%d at the ONU is %s dBm', (raw, dbm) => {
  expect(onuPower(raw)).toBe(dbm);
});

test.each([
  [-22373, -22.373],
  [-80000, null],
  [65535000, null],
])('%d at the OLT is %s dBm', (raw, dbm) => {
  expect(oltPower(raw)).toBe(dbm);
});

test('other readings in parts of a unit', () => {
  expect(scaled(0.02)(163)).toBe(3.26);
  expect(scaled(1 / 256)(11520)).toBe(45);
  expect(scaled(1 / 256)(65536 - 512)).toBe(-2);
  expect(scaled(0.002)(65535)).toBeNull();
});

test('serial numbers as octets, and as text behind the way of authorization', () => {
  const octets = Uint8Array.from([0x48, 0x57, 0x54, 0x43, 0xc6, 0x2b, 0x52, 0xaf]);
  expect(serial(octets)).toEqual(octets);
  expect(serial('1,ZTEGC0123456')).toBe('ZTEGC0123456');
  expect(serial('')).toBeNull();
});

test('times as octets and as text; zeros are none', () => {
  expect(time(Uint8Array.from([0x07, 0xea, 7, 17, 16, 5, 46, 0]))).toBe('2026-07-17T16:05:46');
  expect(time('2026-07-17 16:05:46')).toBe('2026-07-17T16:05:46');
  expect(time('0000-00-00 00:00:00')).toBeNull();
});

test('MAC addresses as the CLI spells them', () => {
  expect(mac(Uint8Array.from([0x6c, 0x3b, 0x6b, 0x51, 0xcc, 0x09]))).toBe('6c3b.6b51.cc09');
  expect(mac(new Uint8Array(6))).toBeNull();
});

test.each([
  [c3xxTables.onus.index, [268566784, 3], { shelf: 1, slot: 2, port: 1, onuId: 3 }],
  [c6xxTables.onus.index, [285278977, 80], { shelf: 1, slot: 3, port: 1, onuId: 80 }],
  [c3xxTables.optics.index, [268566784, 3, 1], { shelf: 1, slot: 2, port: 1, onuId: 3 }],
  [c6xxTables.uncfg.index, [285279504, 1], { shelf: 1, slot: 5, port: 16 }],
  [eponOnus.index, [805830912], { shelf: 1, slot: 1, port: 1, onuId: 1 }],
] as const)('indexes %#', (index, suffix, place) => {
  expect(index([...suffix])).toEqual(place);
});

test.each([
  [c3xxTables.onus.index, [285278721, 3]],
  [c6xxTables.onus.index, [268566784, 3]],
  [c3xxTables.onus.index, [268566784]],
  [eponOnus.index, [0x90080100]],
] as const)('an index of another layout is an error, never another port %#', (index, suffix) => {
  expect(() => index([...suffix])).toThrow(expect.objectContaining({ code: 'olt.parse_failed' }));
});
