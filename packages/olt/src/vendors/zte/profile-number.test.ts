import { expect, test } from 'vitest';
import { profileNumber } from './profile-number.ts';

test('the published check value of CRC-16/CCITT-FALSE', () => {
  expect(profileNumber('123456789')).toBe(0x29b1);
});

test('names that differ little have numbers that differ', () => {
  const names = ['1G', '1g', '100M', '100M ', 'F660', 'F660V1', 'ZTE-F660'];
  expect(new Set(names.map(profileNumber)).size).toBe(names.length);
});
