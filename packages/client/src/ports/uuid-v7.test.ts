import { expect, test } from 'vitest';
import { createManualClock, createSeededRandom } from '../testing/index.ts';
import { isUuid, uuidV7 } from './uuid-v7.ts';

test('the example of RFC 9562, appendix A.6', () => {
  const clock = createManualClock('2022-02-22T14:22:22-05:00');
  const octets = [0, 0, 0, 0, 0, 0, 0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f];
  expect(uuidV7(clock, (bytes) => bytes.map((_, index) => octets[index] ?? 0))).toBe(
    '017f22e2-79b0-7cc3-98c4-dc0c0c07398f',
  );
});

test('ids differ, sort by their time, and keep version and variant for every random byte', () => {
  const clock = createManualClock('2026-03-02T15:00:00Z');
  const random = createSeededRandom(1);
  const ids = Array.from({ length: 1_000 }, () => {
    clock.advance(1);
    return uuidV7(clock, random);
  });
  expect(new Set(ids).size).toBe(1_000);
  expect([...ids].sort()).toEqual(ids);
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  for (const byte of [0x00, 0xff]) {
    const id = uuidV7(clock, (bytes) => bytes.fill(byte));
    expect(isUuid(id) && /-7...-[89ab]/.test(id)).toBe(true);
  }
});

test('a clock before 1970 still gives a UUID', () => {
  expect(isUuid(uuidV7(createManualClock('1960-01-01T00:00:00Z'), createSeededRandom(1)))).toBe(true);
});

test.each(['', 'visit-1', '0190a1b2-0000-7000-8000-00000000000', '0190a1b200007000800000000000000001'])(
  '%j is no UUID',
  (text) => {
    expect(isUuid(text)).toBe(false);
  },
);
