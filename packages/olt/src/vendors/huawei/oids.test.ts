import { expect, test } from 'vitest';
import { autofound, flows, history, interfaces, onts, optics, ponInterface } from './oids.ts';

const octets = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

test.each([
  ['rxAtOnuDbm', -1414, -14.14],
  ['txAtOnuDbm', 213, 2.13],
  ['rxAtOltDbm', 8064, -19.36],
  ['rxAtOltDbm', 8775, -12.25],
  ['voltageVolts', 3220, 3.22],
  ['temperatureCelsius', 41, 41],
  ['biasMilliamps', 19, 19],
] as const)('%s of %d reads %d', (name, raw, value) => {
  expect(optics.columns[name].decode(raw)).toBe(value);
});

test('2147483647 is no reading in any column', () => {
  for (const column of Object.values(optics.columns)) expect(column.decode(2147483647)).toBeNull();
  expect(onts.columns.distance.decode(-1)).toBeNull();
  expect(onts.columns.runStatus.decode(-1)).toBeNull();
});

test('an index names a port and an ONU, or the table is not understood', () => {
  const failed = expect.objectContaining({ code: 'olt.parse_failed' });
  expect(onts.index([4194312192, 7])).toEqual({ shelf: 0, slot: 1, port: 0, onuId: 7 });
  expect(history.index([4194312192, 7, 10])).toEqual({ shelf: 0, slot: 1, port: 0, onuId: 7 });
  expect(autofound.index([4194312192, 3])).toEqual({ shelf: 0, slot: 1, port: 0 });
  expect(flows.index([17])).toBe(17);
  expect(() => onts.index([234938368, 7])).toThrow(failed);
  expect(() => onts.index([4194312192])).toThrow(failed);
});

test('values of the autofind table', () => {
  const { columns } = autofound;
  expect(columns.vendorId.decode(0x48575443)).toBe('HWTC');
  expect(columns.vendorId.decode(0)).toBeNull();
  expect(columns.mac.decode(octets('b85fb0968f87'))).toBe('B85F-B096-8F87');
  expect(columns.firstSeenAt.decode(octets('07e8030c02212a002d0400'))).toBe('2024-03-12T02:33:42-04:00');
  expect(columns.firstSeenAt.decode(new TextEncoder().encode('2024-03-12 02:33:42-04:00'))).toBe(
    '2024-03-12T02:33:42-04:00',
  );
  expect(columns.serial.decode(octets('48575443c1d0206e'))).toEqual(octets('48575443c1d0206e'));
  expect(columns.serial.decode(new TextEncoder().encode('48575443C1D0206E'))).toBe('48575443C1D0206E');
});

test('EPON ports are known by their names alone', () => {
  const epon = 126 * 2 ** 25 + 64;
  expect(ponInterface(interfaces.index([epon]), 'EPON 0/2/1')).toEqual({
    kind: 'epon',
    at: { shelf: 0, slot: 2, port: 1 },
  });
  expect(ponInterface(234938368, 'ethernet0/7/0')).toBeNull();
});
