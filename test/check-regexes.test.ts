import { expect, test } from 'vitest';
import { checkRegexes, findUnsafe } from '../scripts/check/regexes.mjs';

test('no regular expression of the packages can blow up', async () => {
  await expect(checkRegexes()).resolves.toMatch(/^\d{3,} regular expressions$/);
});

test('one that can is named, with its place', async () => {
  const planted = [
    [String.raw`/^(?:\s|!|end\W*)*$/`, 'planted.ts:1'],
    [String.raw`/^\d{1,3}$/`, 'planted.ts:2'],
  ] as const;
  expect(await findUnsafe(planted.map(([literal, place]) => [literal, place]))).toEqual([
    expect.stringContaining('planted.ts:1: exponential'),
  ]);
});
