import type { EvidenceMediaType } from '../index.ts';

/** What a picture is by its own bytes. Width and height are `null` where they are not in the first bytes. */
export interface ImageKind {
  readonly mediaType: EvidenceMediaType;
  readonly width: number | null;
  readonly height: number | null;
}

/** The brands of HEIF files whose pictures are HEVC coded (ISO/IEC 23008-12). */
const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);

/** What a picture is, by its bytes and never by its name; `undefined` for anything that is none of ours. */
export function readImageKind(bytes: Uint8Array): ImageKind | undefined {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return { mediaType: 'image/jpeg', ...jpegSize(bytes) };
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) {
    return { mediaType: 'image/png', ...pngSize(bytes) };
  }
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP') {
    return { mediaType: 'image/webp', ...webpSize(bytes) };
  }
  if (ascii(bytes, 4, 4) === 'ftyp' && heicBrands.has(ascii(bytes, 8, 4))) {
    return { mediaType: 'image/heic', width: null, height: null };
  }
  return isSvg(bytes) ? { mediaType: 'image/svg+xml', width: null, height: null } : undefined;
}

type Size = Pick<ImageKind, 'width' | 'height'>;
const unknownSize: Size = { width: null, height: null };

/** The frame header of a JPEG (ITU-T T.81, B.2.2), wherever it stands. */
function jpegSize(bytes: Uint8Array): Size {
  for (const { marker, start, end } of jpegParts(bytes)) {
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    // Its length says how many colours it has: what only looks like a frame does not fit.
    const isWhole = end - start === 6 + 3 * (bytes[start + 5] ?? 0);
    if (isFrame && isWhole) return { height: be16(bytes, start + 1), width: be16(bytes, start + 3) };
  }
  return unknownSize;
}

/** One part of a JPEG: `start` to `end` is what is behind its marker and length. Picture data has the marker 0. */
export interface JpegPart {
  readonly marker: number;
  readonly at: number;
  readonly start: number;
  readonly end: number;
}

/** The parts of a JPEG from behind its first marker to its last (0xd9); stops where the file is cut or is no JPEG. */
export function* jpegParts(bytes: Uint8Array): Generator<JpegPart> {
  let at = 2;
  while (at + 1 < bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) return;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) {
      yield { marker, at, start: at + 2, end: at + 2 };
      return;
    }
    const end = at + 2 + be16(bytes, at + 2);
    if (end < at + 4 || end > bytes.length) return;
    yield { marker, at, start: at + 4, end };
    at = end;
    if (marker !== 0xda) continue;
    while (at + 1 < bytes.length && !(bytes[at] === 0xff && isMarker(bytes[at + 1] ?? 0))) at += 1;
    yield { marker: 0, at: end, start: end, end: at };
  }
}

/** Inside picture data 0xff stands before 0x00 where it means itself, and before restart marks. */
function isMarker(code: number): boolean {
  return code !== 0 && !(code >= 0xd0 && code <= 0xd7);
}

function pngSize(bytes: Uint8Array): Size {
  if (bytes.length < 24 || ascii(bytes, 12, 4) !== 'IHDR') return unknownSize;
  return { width: be32(bytes, 16), height: be32(bytes, 20) };
}

function webpSize(bytes: Uint8Array): Size {
  const kind = ascii(bytes, 12, 4);
  if (kind === 'VP8X' && bytes.length >= 30)
    return { width: le24(bytes, 24) + 1, height: le24(bytes, 27) + 1 };
  if (kind === 'VP8L' && bytes.length >= 25) {
    const bits = le24(bytes, 21) + (bytes[24] ?? 0) * 2 ** 24;
    return { width: (bits % 2 ** 14) + 1, height: (Math.floor(bits / 2 ** 14) % 2 ** 14) + 1 };
  }
  if (kind === 'VP8 ' && bytes.length >= 30) {
    return { width: le24(bytes, 26) % 2 ** 14, height: le24(bytes, 28) % 2 ** 14 };
  }
  return unknownSize;
}

function isSvg(bytes: Uint8Array): boolean {
  const head = ascii(bytes, 0, 1024).replace(/^\u00ef\u00bb\u00bf/, '');
  return /^\s*(<\?xml[^>]*>\s*)?(<!--([^-]|-(?!->))*-->\s*)*(<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/.test(head);
}

/** Bytes as text, one character each; shorter where the file ends. */
export function ascii(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

export function be16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
}

export function be32(bytes: Uint8Array, at: number): number {
  return be16(bytes, at) * 65_536 + be16(bytes, at + 2);
}

function le24(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256 + (bytes[at + 2] ?? 0) * 65_536;
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, index) => bytes[index] === byte);
}
