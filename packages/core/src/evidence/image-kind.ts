import type { EvidenceMediaType } from '../index.ts';
import { scanHeif } from './heif-scan.ts';
import { scanJpeg } from './jpeg-scan.ts';
import { ascii, be16, be32, le24 } from './octets.ts';
import type { PictureScan, PictureSize } from './picture-scan.ts';

/** What a picture is by its own bytes. Width and height, of its largest picture, are `null` where its bytes do not tell them. */
export interface ImageKind {
  readonly mediaType: EvidenceMediaType;
  readonly width: number | null;
  readonly height: number | null;
}

/** The brands of HEIF files whose pictures are HEVC coded (ISO/IEC 23008-12). */
const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);

/** What a picture is, by its bytes and never by its name; `undefined` for anything that is none of ours. */
export function readImageKind(bytes: Uint8Array): ImageKind | undefined {
  const mediaType = readMediaType(bytes);
  if (!mediaType) return undefined;
  const scan = scanPicture(mediaType);
  scan.add(bytes);
  const { width, height } = scan.size() ?? { width: null, height: null };
  return { mediaType, width, height };
}

/** Looks for the size of a picture of a kind, whose bytes come in pieces of any length. A drawing has none. */
export function scanPicture(mediaType: EvidenceMediaType): PictureScan {
  switch (mediaType) {
    case 'image/jpeg':
      return scanJpeg();
    case 'image/heic':
      return scanHeif();
    case 'image/png':
      return scanHead(pngSize);
    case 'image/webp':
      return scanHead(webpSize);
    default:
      return scanHead(() => null);
  }
}

function readMediaType(bytes: Uint8Array): EvidenceMediaType | undefined {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP') return 'image/webp';
  if (ascii(bytes, 4, 4) === 'ftyp' && heicBrands.has(ascii(bytes, 8, 4))) return 'image/heic';
  return isSvg(bytes) ? 'image/svg+xml' : undefined;
}

/** The size that stands in the first octets, or nowhere. */
function scanHead(read: (head: Uint8Array) => PictureSize | null): PictureScan {
  const head = new Uint8Array(32);
  let length = 0;
  return {
    add(chunk) {
      const part = chunk.subarray(0, head.length - length);
      head.set(part, length);
      length += part.length;
    },
    size: () => read(head.subarray(0, length)),
  };
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

function pngSize(bytes: Uint8Array): PictureSize | null {
  if (bytes.length < 24 || ascii(bytes, 12, 4) !== 'IHDR') return null;
  return { width: be32(bytes, 16), height: be32(bytes, 20) };
}

function webpSize(bytes: Uint8Array): PictureSize | null {
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
  return null;
}

function isSvg(bytes: Uint8Array): boolean {
  const head = ascii(bytes, 0, 1024).replace(/^\u00ef\u00bb\u00bf/, '');
  return /^\s*(<\?xml[^>]*>\s*)?(<!--([^-]|-(?!->))*-->\s*)*(<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/.test(head);
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, index) => bytes[index] === byte);
}
