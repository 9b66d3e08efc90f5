import { expect, test } from 'vitest';
import { decodeEponOnuIndex, decodePonIndex, encodePonIndex, readOnuName, readPortName } from './address.ts';

const at = (shelf: number, slot: number, port: number) => ({ shelf, slot, port });

test.each([
  ['gpon-olt_1/2/3', 'gpon', at(1, 2, 3)],
  ['gpon_olt-1/2/13', 'gpon', at(1, 2, 13)],
  ['gpon_1/2/1', 'gpon', at(1, 2, 1)],
  ['epon-olt_1/2/3', 'epon', at(1, 2, 3)],
  ['epon_olt-1/2/3', 'epon', at(1, 2, 3)],
] as const)('port %s', (name, kind, place) => {
  expect(readPortName(name)).toEqual({ kind, at: place });
});

test.each(['xgei-1/10/1', 'gei_1/4/1', 'gpon-onu_1/2/3:4', 'gpon', ''])('no port: %s', (name) => {
  expect(readPortName(name)).toBeNull();
});

test.each([
  ['gpon-onu_1/2/3:4', { ...at(1, 2, 3), onuId: 4 }],
  ['gpon_onu-1/17/3:128', { ...at(1, 17, 3), onuId: 128 }],
  ['gpon-onu_0/10/4:1', { ...at(0, 10, 4), onuId: 1 }],
  ['1/2/1:1', { ...at(1, 2, 1), onuId: 1 }],
] as const)('ONU %s', (name, address) => {
  expect(readOnuName(name)).toEqual(address);
});

test.each(['gpon-olt_1/2/3', '1/2/3', 'vport-1/2/3.4:1', 'ONU Number: 1/1'])('no ONU: %s', (name) => {
  expect(readOnuName(name)).toBeNull();
});

test.each([
  [at(1, 1, 1), 268501248, 285278465],
  [at(1, 2, 1), 268566784, 285278721],
  [at(1, 2, 5), 268567808, 285278725],
  [at(1, 3, 1), 268632320, 285278977],
  [at(1, 5, 16), 268767232, 285279504],
])('%o in both layouts', (place, service, xpon) => {
  expect(encodePonIndex(place, 'service')).toBe(service);
  expect(encodePonIndex(place, 'xpon')).toBe(xpon);
  expect(decodePonIndex(service, 'service')).toEqual(place);
  expect(decodePonIndex(xpon, 'xpon')).toEqual(place);
});

test('a number of the third layout is of no port, or of another one: only its name tells', () => {
  // ifIndex of gpon_1/1/1 and gpon_1/1/2 on a box that counts from 0.
  expect(decodePonIndex(268435456, 'service')).toBeNull();
  expect(decodePonIndex(268435712, 'service')).toEqual(at(1, 0, 1));
  expect(decodePonIndex(268435456, 'xpon')).toBeNull();
  expect(decodePonIndex(-1, 'xpon')).toBeNull();
});

test('ONUs of EPON tables', () => {
  expect(decodeEponOnuIndex(805830912)).toEqual({ ...at(1, 1, 1), onuId: 1 });
  expect(decodeEponOnuIndex(805830912 + 524288 + 65536 + 256)).toEqual({ ...at(1, 2, 2), onuId: 2 });
  // Type 9: cards with 16 ports, of which no source tells the layout.
  expect(decodeEponOnuIndex(0x90080100)).toBeNull();
});
