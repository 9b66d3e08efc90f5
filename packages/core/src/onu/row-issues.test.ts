import { expect, test } from 'vitest';
import { isExactTime } from './device-time.ts';
import { findRowIssues } from './row-issues.ts';

test('a row of valid values has no issues', () => {
  expect(
    findRowIssues({
      serialNumber: 'HWTC12345678',
      firstSeenAt: '2023-10-16T23:47:09-02:00',
      lastUpAt: '2023-10-16T23:47:09',
      lastDownAt: null,
    }),
  ).toEqual([]);
});

test('a serial that is none and dates that cannot be are named, field by field', () => {
  expect(
    findRowIssues({
      serialNumber: '8XN7J0FFL8NL6I3W',
      firstSeenAt: '2023-02-31T10:00:00',
      lastUpAt: '16/10/2023 23:47',
      lastDownAt: '2023-13-01T00:00:00Z',
    }),
  ).toEqual([
    { field: 'serialNumber', code: 'not_a_serial_number' },
    { field: 'firstSeenAt', code: 'not_a_date' },
    { field: 'lastUpAt', code: 'not_a_date' },
    { field: 'lastDownAt', code: 'not_a_date' },
  ]);
});

test.each([
  ['2024-02-29T23:59:59', []],
  ['2023-02-29T23:59:59', [{ field: 'lastUpAt', code: 'not_a_date' }]],
  ['2023-04-31T00:00:00', [{ field: 'lastUpAt', code: 'not_a_date' }]],
  ['2023-04-30T24:00:00', [{ field: 'lastUpAt', code: 'not_a_date' }]],
])('the local time %s has the issues %j', (lastUpAt, issues) => {
  expect(findRowIssues({ lastUpAt })).toEqual(issues);
});

test.each([
  ['2026-01-31T14:28:00-03:00', true],
  ['2024-02-29T00:00:00.5Z', true],
  ['2023-02-29T00:00:00Z', false],
  ['1900-02-29T00:00:00Z', false],
  ['2000-02-29T00:00:00Z', true],
  ['2026-04-31T00:00:00Z', false],
  ['2026-01-31T14:28:00', false],
  ['2026-01-31T24:00:00Z', false],
  ['2016-12-31T23:59:60Z', false],
  ['2026-01-31', false],
  ['', false],
])('%j names one instant: %s', (time, exact) => {
  expect(isExactTime(time)).toBe(exact);
});
