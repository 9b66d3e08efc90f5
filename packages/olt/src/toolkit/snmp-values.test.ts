import { expect, test } from 'vitest';
import { toInteger, toText } from './snmp-values.ts';

test('integers, without the marks for no value', () => {
  expect(toInteger(5)).toBe(5);
  expect(toInteger(7n)).toBe(7);
  expect(toInteger(2147483647, 2147483647)).toBeNull();
  expect(toInteger(Uint8Array.of(1))).toBeNull();
});

test('octets as text: UTF-8, else Latin-1; NULs and blanks at the end are padding', () => {
  expect(toText(new TextEncoder().encode('São João'))).toBe('São João');
  expect(toText(Uint8Array.of(0x53, 0xe3, 0x6f))).toBe('São');
  expect(toText(Uint8Array.of(0x61, 0, 0, 0x20))).toBe('a');
  expect(toText(Uint8Array.of(0, 0))).toBeNull();
  expect(toText(3)).toBeNull();
});
