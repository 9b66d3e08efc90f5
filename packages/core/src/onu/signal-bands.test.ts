import { expect, test } from 'vitest';
import { signal } from '../../test/samples.ts';
import type { OpticalClass } from './link-limits.ts';
import { judgeSignal, signalBand, signalLimits } from './signal-bands.ts';

test.each([
  [-7.9, 'overload'],
  [-8, 'good'],
  [-25, 'good'],
  [-25.1, 'attention'],
  [-27, 'attention'],
  [-27.1, 'critical'],
  [null, 'unknown'],
])('%d dBm at a GPON B+ ONU is %s', (dbm, band) => {
  expect(signalBand(dbm, signalLimits['gpon/B+'].rxAtOnu)).toBe(band);
});

test('the worse end decides, and both are told apart', () => {
  expect(judgeSignal(signal({ rxAtOnuDbm: -26, rxAtOltDbm: -29 }))).toEqual({
    overall: 'critical',
    rxAtOnu: 'attention',
    rxAtOlt: 'critical',
    missing: {},
  });
  expect(judgeSignal(signal({ rxAtOnuDbm: -5, rxAtOltDbm: -20 })).overall).toBe('overload');
  expect(judgeSignal(signal({ rxAtOnuDbm: -5, rxAtOltDbm: -29 })).overall).toBe('critical');
});

test('the same reading is judged by its class, or by limits of the provider', () => {
  const dim = signal({ rxAtOnuDbm: -26.5, rxAtOltDbm: -29.5 });
  expect(judgeSignal(dim).overall).toBe('critical');
  expect(judgeSignal(dim, { limits: 'gpon/C+' }).overall).toBe('good');
  const strict = { overload: -8, good: -18, attention: -20 };
  expect(judgeSignal(signal(), { limits: { rxAtOnu: strict, rxAtOlt: null } })).toMatchObject({
    overall: 'critical',
    rxAtOlt: 'unknown',
  });
});

test('every missing reading has its reason', () => {
  const offline = signal({ rxAtOnuDbm: null, rxAtOltDbm: null, distanceMetres: null });
  expect(judgeSignal(offline, { missing: { rxAtOnuDbm: 'offline', txAtOnuDbm: 'timeout' } })).toEqual({
    overall: 'unknown',
    rxAtOnu: 'unknown',
    rxAtOlt: 'unknown',
    missing: { rxAtOnuDbm: 'offline', rxAtOltDbm: 'notReported', distanceMetres: 'notReported' },
  });
});

test.each(Object.keys(signalLimits) as OpticalClass[])('the limits of %s are in order', (opticalClass) => {
  for (const limits of Object.values(signalLimits[opticalClass])) {
    if (limits === null) continue;
    expect(limits.overload).toBeGreaterThan(limits.good);
    expect(limits.good).toBeGreaterThan(limits.attention);
  }
});
