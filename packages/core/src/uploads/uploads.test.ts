import fc from 'fast-check';
import { expect, test } from 'vitest';
import { awaitedSha256, decodeUploadMetadata, encodeUploadMetadata } from './index.ts';

const sha256 = '9f'.repeat(32);
const metadata = {
  category: 'photo',
  mediaType: 'image/jpeg',
  takenAt: '2026-03-02T12:00:00-03:00',
  sha256,
} as const;

test('what is told of a file arrives as it was written, whatever its letters', () => {
  expect(encodeUploadMetadata({ ...metadata, caption: 'ã' })).toBe(
    `category cGhvdG8=,mediaType aW1hZ2UvanBlZw==,takenAt MjAyNi0wMy0wMlQxMjowMDowMC0wMzowMA==,sha256 ${Buffer.from(sha256).toString('base64')},caption w6M=`,
  );
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (caption) => {
      const header = encodeUploadMetadata({ ...metadata, caption });
      expect(header).toContain(`caption ${Buffer.from(caption).toString('base64')}`);
      expect(decodeUploadMetadata(header)).toEqual({ ...metadata, caption });
    }),
  );
});

test('what cannot be read names its key', () => {
  const good = encodeUploadMetadata(metadata);
  const refused = (header: string) => {
    try {
      decodeUploadMetadata(header);
    } catch (error) {
      return (error as { issues: { path: string[] }[] }).issues.map(({ path }) => path.join('/'));
    }
    return [];
  };
  expect(refused('')).toEqual(['mediaType', 'category', 'takenAt', 'sha256']);
  expect(refused(`${good},caption w6`)).toEqual(['caption']);
  expect(refused(`${good},caption wyg=`)).toEqual(['caption']);
  expect(refused(`${good},sha256 AA==`)).toEqual(['sha256']);
  expect(refused(good.replace('photo', 'x').replace('cGhvdG8=', 'cGFzcw=='))).toEqual(['category']);
  expect(refused(`${good},filename eC5qcGc=`)).toEqual([]);
});

test('a closing names a file that has not arrived by its hash', () => {
  expect(awaitedSha256(`sha256:${sha256}`)).toBe(sha256);
  expect(awaitedSha256('018f3c6e-0000-7000-8000-000000000000')).toBe(undefined);
  expect(awaitedSha256(`sha256:${sha256.toUpperCase()}`)).toBe(undefined);
});
