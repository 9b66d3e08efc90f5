import type { UploadMetadata } from '@field/core/uploads';
import { toBase64 } from '../http/base64.ts';
import { encodeUtf8 } from '../http/utf8.ts';

/**
 * The header `Upload-Metadata` (tus 1.0, Creation), as `encodeUploadMetadata` of core writes it: that one would bring the
 * shapes it reads with onto every phone.
 */
export function writeUploadMetadata(metadata: UploadMetadata): string {
  return Object.entries(metadata)
    .flatMap(([key, value]) => (value === undefined ? [] : `${key} ${toBase64(encodeUtf8(value))}`))
    .join(',');
}
