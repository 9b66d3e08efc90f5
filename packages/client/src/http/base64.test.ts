import { expect, test } from 'vitest';
import { createSeededRandom } from '../testing/index.ts';
import { fromBase64, toBase64 } from './base64.ts';

test('Base64 as everybody else writes and reads it', () => {
  for (let length = 0; length < 9; length += 1) {
    const bytes = createSeededRandom(length)(new Uint8Array(length));
    expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
    expect(fromBase64(toBase64(bytes))).toEqual(bytes);
  }
  expect([fromBase64('a'), fromBase64('ab=c'), fromBase64('é===')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
