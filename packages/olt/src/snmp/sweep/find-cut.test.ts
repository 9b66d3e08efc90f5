import { describe, expect, test } from 'vitest';
import { findCut, noteNumbers, type SeenNumbers, type WalkedPart } from './find-cut.ts';

const part = (more: Partial<WalkedPart>): WalkedPart => ({
  root: [],
  first: [4_194_304_000, 0],
  from: [4_194_304_000, 9],
  upTo: null,
  rows: 10,
  ...more,
});
const seenOf = (...suffixes: (readonly number[])[]) => {
  const seen: SeenNumbers[] = [];
  for (const suffix of suffixes) noteNumbers(seen, suffix);
  return seen;
};

describe('a part is cut', () => {
  test('half-way to the highest number there is, while nothing says how far it goes', () => {
    const cut = findCut(part({}), seenOf([4_194_304_000, 9]), 10);
    expect(cut?.middle).toEqual([4_194_304_000 + Math.floor((0xffff_ffff - 4_194_304_000) / 2)]);
  });

  test('half-way to its end', () => {
    const cut = findCut(part({ upTo: [4_194_308_096] }), seenOf([4_194_304_000, 9]), 10);
    expect(cut?.middle).toEqual([4_194_304_000 + 2_048]);
  });

  test('within one port, as far as ports are known to go', () => {
    const seen = seenOf([4_194_304_000, 126], [4_194_304_000, 127], [4_194_304_256, 0]);
    const cut = findCut(part({ upTo: [4_194_304_256] }), seen, 10);
    expect(cut).toMatchObject({ middle: [4_194_304_000, 9 + 59], place: 1 });
  });

  test('below its root only', () => {
    const cut = findCut(part({ root: [4_194_304_000] }), [], 10);
    expect(cut?.middle[0]).toBe(4_194_304_000);
    expect(cut?.place).toBe(1);
  });
});

describe('a part is left whole', () => {
  test('where what is left of it is not worth two requests', () => {
    const seen = seenOf([4_194_304_000, 20], [4_194_304_256, 0]);
    expect(findCut(part({ upTo: [4_194_304_256] }), seen, 10)).toBeNull();
  });

  test('where rows have been thin so far', () => {
    const thin = part({ first: [1], from: [100_001], upTo: [120_000], rows: 10 });
    expect(findCut(thin, seenOf([1], [100_001]), 10)).toBeNull();
  });

  test('where it is a single row', () => {
    expect(findCut(part({ first: [0], from: [0], upTo: [1] }), seenOf([0]), 1)).toBeNull();
  });
});

test('the distances between interface numbers are learnt', () => {
  expect(seenOf([0], [512], [1_280])[0]).toEqual({ first: 0, highest: 1_280, stride: 256 });
});
