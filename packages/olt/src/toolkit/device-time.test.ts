import { expect, test } from 'vitest';
import { decodeDateAndTime, readDeviceTime } from './device-time.ts';

test.each([
  ['2018-04-16 08:49:31+08:00', '2018-04-16T08:49:31+08:00'],
  ['16/10/2023 23:47:09-02:00 DST', '2023-10-16T23:47:09-02:00'],
  ['2000-01-01 00:00:00', '2000-01-01T00:00:00'],
  ['1/1/2000 00:00:00', '2000-01-01T00:00:00'],
  ['22/01/2019 01:57:55+00:00', '2019-01-22T01:57:55+00:00'],
  ['2024-03-12 2:33:42Z', '2024-03-12T02:33:42Z'],
])('%s is %s', (text, time) => {
  expect(readDeviceTime(text)).toBe(time);
});

test.each([
  '2026-13-45 10:00:00',
  '31/02/2023 10:00:00',
  '2023-02-29 00:00:00+01:00',
  'yesterday',
  '2024-01-01',
])('a date that cannot be keeps its spelling: %s', (text) => {
  expect(readDeviceTime(text)).toBe(text);
});

test.each(['', '-', '  --  ', null])('%j is no time', (text) => {
  expect(readDeviceTime(text)).toBeNull();
});

test('DateAndTime, with and without an offset from UTC', () => {
  const local = [0x07, 0xe8, 3, 12, 2, 33, 42, 0];
  expect(decodeDateAndTime(Uint8Array.from(local))).toBe('2024-03-12T02:33:42');
  expect(decodeDateAndTime(Uint8Array.from([...local, 45, 4, 0]))).toBe('2024-03-12T02:33:42-04:00');
  expect(decodeDateAndTime(new Uint8Array(8))).toBeNull();
  expect(decodeDateAndTime(new Uint8Array(3))).toBeNull();
});
