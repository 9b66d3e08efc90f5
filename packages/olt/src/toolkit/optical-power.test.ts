import { expect, test } from 'vitest';
import { noReadings, readReading, toOnuSignal, toReading } from './optical-power.ts';

const address = { shelf: 0, slot: 1, port: 2, onuId: 3 };
const now = '2026-01-31T14:28:00Z';

test('a number is a reading, dashes are none, anything else is not understood', () => {
  expect(readReading('rxAtOnuDbm', '-18.18')).toEqual({ value: -18.18 });
  expect(readReading('voltageVolts', '3.360')).toEqual({ value: 3.36 });
  expect(readReading('rxAtOltDbm', '-')).toEqual({ missing: 'notReported' });
  expect(readReading('rxAtOltDbm', null)).toEqual({ missing: 'notReported' });
  expect(readReading('temperatureCelsius', 'warm')).toBeUndefined();
});

test.each([
  ['rxAtOnuDbm', 0],
  ['rxAtOnuDbm', -40],
  ['rxAtOltDbm', -80],
  ['rxAtOltDbm', 65535],
  ['biasMilliamps', 2147483647],
  ['voltageVolts', 0],
  ['distanceMetres', -1],
] as const)('%s of %d is no reading', (name, value) => {
  expect(toReading(name, value)).toEqual({ missing: 'implausible' });
});

test('a signal row has a reason for each reading it lacks', () => {
  const row = toOnuSignal(address, { rxAtOnuDbm: { value: -28 }, rxAtOltDbm: { missing: 'timeout' } }, now);
  expect(row).toMatchObject({
    address,
    rxAtOnuDbm: -28,
    rxAtOltDbm: null,
    voltageVolts: null,
    measuredAt: now,
    quality: {
      rxAtOnu: 'critical',
      overall: 'critical',
      missing: { rxAtOltDbm: 'timeout', voltageVolts: 'notReported' },
    },
  });
});

test('an ONU that is offline has no readings, all for that reason', () => {
  const { quality } = toOnuSignal(address, noReadings('offline'), now);
  expect(new Set(Object.values(quality.missing))).toEqual(new Set(['offline']));
  expect(quality.overall).toBe('unknown');
});
