import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check, LinkLimits, signalLimits } from '../index.ts';
import { compareLink, linkLoss } from './link-budget.ts';
import { overrideLimits, signalPresets } from './signal-presets.ts';
import { judgeReading, latestReadings, readSignal } from './signal-reading.ts';

const at = '2026-01-31T14:28:00-03:00';

test.each([
  ['-21,5 dBm', -21.5],
  ['−21.5dBm', -21.5],
  ['-40', null],
  ['0.000', null],
  ['65535', null],
  ['ruim', null],
  ['9'.repeat(100_000), null],
])('%s typed by a technician is %j', (raw, dbm) => {
  expect(readSignal(raw, 'manual', at)).toMatchObject({ dbm, source: 'manual', measuredAt: at });
});

test('sources are kept apart, the newest of each', () => {
  const later = '2026-01-31T14:40:00-03:00';
  const latest = latestReadings([
    readSignal('-21,5', 'onu', later),
    readSignal('-19,0', 'powerMeter', at),
    readSignal('-30', 'onu', at),
    readSignal('-23', 'olt', at),
  ]);
  expect(Object.values(latest).map(({ source, dbm }) => [source, dbm])).toEqual([
    ['onu', -21.5],
    ['powerMeter', -19],
    ['olt', -23],
  ]);
});

test('the same power is judged by the receiver it was measured at', () => {
  const limits = signalLimits['gpon/C+'];
  expect(judgeReading(readSignal('-31', 'olt', at), limits)).toBe('attention');
  expect(judgeReading(readSignal('-31', 'powerMeter', at), limits)).toBe('critical');
  expect(judgeReading(readSignal('-7', 'onu', at), limits)).toBe('overload');
  expect(judgeReading(readSignal('?', 'onu', at), limits)).toBe('unknown');
});

test("a provider's figures replace a preset's, one by one", () => {
  for (const preset of Object.values(signalPresets)) expect(check(LinkLimits, preset).ok).toBe(true);
  expect(overrideLimits(signalLimits['gpon/B+'], { rxAtOnu: { good: -22 } })).toEqual({
    rxAtOnu: { overload: -8, good: -22, attention: -27 },
    rxAtOlt: signalLimits['gpon/B+'].rxAtOlt,
  });
  expect(
    overrideLimits(signalPresets.ired, { rxAtOlt: { overload: -8, good: -26, attention: -28 } }).rxAtOlt,
  ).toEqual({
    overload: -8,
    good: -26,
    attention: -28,
  });
  expect(overrideLimits(signalPresets.ired, { rxAtOlt: { good: -26 } }).rxAtOlt).toBeNull();
  expect(overrideLimits(signalPresets.ired, { rxAtOnu: null }).rxAtOnu).toBeNull();
});

test('a link of two 1:8 splitters and 2 km of fibre', () => {
  const parts = [
    { kind: 'fibre', metres: 2000, wavelengthNm: 1310 },
    { kind: 'splitter', ratio: '1:8' },
    { kind: 'splitter', ratio: '1:8' },
    { kind: 'connector', count: 4 },
    { kind: 'fusionSplice', count: 3 },
  ] as const;
  expect(linkLoss(parts)).toEqual({ least: 22.76, most: 24 });
  expect(compareLink(-21, 3, parts)).toEqual({
    expectedDbm: { least: -21, most: -19.76 },
    differenceDb: 0,
    verdict: 'asExpected',
  });
  expect(compareLink(-24.5, 3, parts)).toMatchObject({ differenceDb: -3.5, verdict: 'darker' });
  expect(compareLink(-23.9, 3, parts).verdict).toBe('asExpected');
  expect(compareLink(-23.9, 3, parts, 0.5).verdict).toBe('darker');
  expect(compareLink(-12, 3, parts).verdict).toBe('brighter');
  expect(compareLink(null, 3, parts)).toMatchObject({ differenceDb: null, verdict: 'unknown' });
});

test('a chain of taps: each box hands on what it does not take', () => {
  const toThird = [
    { kind: 'tap', ratio: '5/95', branch: 'large' },
    { kind: 'tap', ratio: '10/90', branch: 'large' },
    { kind: 'tap', ratio: '20/80', branch: 'small' },
  ] as const;
  expect(linkLoss(toThird)).toEqual({ least: 9.8, most: 9.8 });
});

test('more fibre never gives more light', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 40_000, noNaN: true }),
      fc.double({ min: 1, max: 1000, noNaN: true }),
      (a, b) => {
        const near = compareLink(-20, 3, [{ kind: 'fibre', metres: a }]).expectedDbm;
        const far = compareLink(-20, 3, [{ kind: 'fibre', metres: a + b }]).expectedDbm;
        expect(far.most).toBeLessThanOrEqual(near.most);
        expect(far.least).toBeLessThanOrEqual(near.least);
      },
    ),
    { seed: 3 },
  );
});
