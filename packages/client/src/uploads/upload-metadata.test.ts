import { decodeUploadMetadata, encodeUploadMetadata } from '@field/core/uploads';
import { expect, test } from 'vitest';
import { writeUploadMetadata } from './upload-metadata.ts';

test('what is told of a file is written as core writes it, whatever its letters', () => {
  const about = {
    category: 'photo',
    mediaType: 'image/jpeg',
    takenAt: '2026-03-02T12:00:00-03:00',
    sha256: '9f'.repeat(32),
    subject: undefined,
  } as const;
  for (const caption of [
    '',
    'a',
    'Caixa à direita',
    '光ファイバー \u{1f4f7}',
    '%41 + "&,',
    'a \u{1f4f7}'.slice(0, 3),
  ]) {
    const written = writeUploadMetadata({ ...about, caption });
    expect(written).toBe(encodeUploadMetadata({ ...about, caption }));
    expect(decodeUploadMetadata(written)).toMatchObject({ caption: Buffer.from(caption).toString() });
  }
});
