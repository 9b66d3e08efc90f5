import type { UploadMetadata } from '@field/core/uploads';
import { toBase64 } from '../http/base64.ts';

/**
 * The header `Upload-Metadata` (tus 1.0, Creation), as `encodeUploadMetadata` of core writes it: that one would bring the
 * shapes it reads with onto every phone.
 */
export function writeUploadMetadata(metadata: UploadMetadata): string {
  return Object.entries(metadata)
    .flatMap(([key, value]) => (value === undefined ? [] : `${key} ${toBase64(toUtf8(value))}`))
    .join(',');
}

/** Without `TextEncoder`, which not every runtime has. */
function toUtf8(text: string): Uint8Array {
  const octets = encodeURIComponent(text).replace(/%(..)/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Uint8Array.from(octets, (octet) => octet.charCodeAt(0));
}
