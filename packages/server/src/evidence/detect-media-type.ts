import type { EvidenceMediaType } from '@field/core';

/** How many of a file's first bytes {@link detectMediaType} looks at. */
export const signatureBytes = 16;

/**
 * What a picture is by its first bytes, whatever it is called: JPEG (ITU-T T.81, SOI), PNG (ISO/IEC 15948, 5.2),
 * WebP (RFC 9649, RIFF container), HEIC (ISO/IEC 23008-12, brands of `ftyp`). `undefined` for anything else.
 */
export function detectMediaType(head: Uint8Array): EvidenceMediaType | undefined {
  const text = String.fromCharCode(...head.subarray(0, signatureBytes));
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp';
  if (text.slice(4, 8) === 'ftyp' && heicBrands.has(text.slice(8, 12))) return 'image/heic';
  return undefined;
}

const heicBrands: ReadonlySet<string> = new Set([
  'heic',
  'heix',
  'heim',
  'heis',
  'hevc',
  'hevx',
  'mif1',
  'msf1',
]);
