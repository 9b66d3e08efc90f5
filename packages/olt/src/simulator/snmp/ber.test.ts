import { describe, expect, test } from 'vitest';
import { Random } from '../random.ts';
import { BerReader, BerWriter, encodeOid, tags } from './ber.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const written = (write: (writer: BerWriter) => void) => {
  const writer = new BerWriter();
  write(writer);
  return writer.bytes.slice();
};

describe('bytes', () => {
  test.each([
    [0, '020100'],
    [127, '02017f'],
    [128, '02020080'],
    [-1, '0201ff'],
    [-128, '020180'],
    [-129, '0202ff7f'],
    [2_147_483_647, '02047fffffff'],
    [-2_147_483_648, '020480000000'],
  ])('of the integer %i', (value, expected) => {
    const bytes = written((writer) => writer.integer(value));
    expect(hex(bytes)).toBe(expected);
    expect(new BerReader(bytes).integer()).toBe(value);
  });

  test('of a gauge past the sign bit have a zero in front', () => {
    expect(hex(written((writer) => writer.integer(4_294_967_295, tags.gauge32)))).toBe('420500ffffffff');
  });

  test.each([
    [0n, '460100'],
    [128n, '46020080'],
    [18_446_744_073_709_551_615n, '460900ffffffffffffffff'],
  ])('of the counter %s', (value, expected) => {
    expect(hex(written((writer) => writer.counter64(value)))).toBe(expected);
  });

  test('of a long text carry a long length', () => {
    const bytes = written((writer) => writer.octets(new Uint8Array(300)));
    expect(hex(bytes.subarray(0, 4))).toBe('0482012c');
    expect(new BerReader(bytes).octets()).toHaveLength(300);
  });

  test.each([
    [[1, 3, 6, 1, 4, 1, 2011], '06072b060104018f5b'],
    [[2, 999, 3], '0603883703'],
    [[1, 3, 4_294_967_295], '06062b8fffffff7f'],
  ])('of the object identifier %j', (numbers, expected) => {
    const bytes = written((writer) => writer.oid(encodeOid(numbers, true)));
    expect(hex(bytes)).toBe(expected);
    expect(new BerReader(bytes).oid()).toEqual(numbers);
  });
});

test('no noise makes the reader throw, run past the end, or run for ever', () => {
  const seed = 20_240_312;
  const random = new Random(seed);
  for (let round = 0; round < 5_000; round++) {
    const bytes = Uint8Array.from({ length: random.whole(0, 40) }, () => random.whole(0, 255));
    const reader = new BerReader(bytes);
    let steps = 0;
    while (!reader.done && steps < 100) {
      steps += 1;
      const { content } = reader.element();
      content.oid();
      content.integer();
      expect(content.rest.length).toBeLessThanOrEqual(bytes.length);
    }
    expect(steps, `seed ${seed}, round ${round}`).toBeLessThan(100);
  }
});
