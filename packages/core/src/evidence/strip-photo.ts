import type { Location } from '../index.ts';
import { type ExifFacts, readExif } from './exif.ts';
import { jpegParts, readImageKind } from './image-kind.ts';
import { ascii, be32 } from './octets.ts';

/** A photo without what it tells of place, device and owner, and the facts it told. */
export interface StrippedPhoto {
  readonly ok: true;
  readonly bytes: Uint8Array;
  /** Where the camera was, to be carried beside the photo and signed with the report. */
  readonly location: Location | null;
  readonly takenAt: string | null;
  /** The blocks that were left out, such as `Exif` and `XMP`. */
  readonly removed: readonly string[];
}

/** A photo whose metadata cannot be taken out here: convert it to JPEG first. */
export interface UnstrippedPhoto {
  readonly ok: false;
  readonly reason: 'evidence.cannot_strip' | 'evidence.not_a_photo' | 'evidence.broken';
}

type Parts = {
  readonly kept: Uint8Array[];
  readonly removed: string[];
  readonly exif: Uint8Array | undefined;
};

/**
 * Takes EXIF, XMP, IPTC, embedded previews and comments out of a JPEG, PNG or WebP; the picture itself is not touched, and
 * how it is turned is kept. HEIC stores its metadata among the picture's own parts and is refused, as is a
 * file that ends early.
 */
export function stripPhoto(bytes: Uint8Array): StrippedPhoto | UnstrippedPhoto {
  const kind = readImageKind(bytes)?.mediaType;
  if (kind === 'image/heic') return { ok: false, reason: 'evidence.cannot_strip' };
  const parts =
    kind === 'image/jpeg'
      ? stripJpeg(bytes)
      : kind === 'image/png'
        ? stripPng(bytes)
        : kind === 'image/webp'
          ? stripWebp(bytes)
          : 'evidence.not_a_photo';
  if (typeof parts === 'string') return { ok: false, reason: parts };
  const facts = parts.exif ? readExif(parts.exif) : undefined;
  const kept = kind === 'image/jpeg' && facts ? withOrientation(parts.kept, facts) : parts.kept;
  const joined = join(kept);
  if (kind === 'image/webp') new DataView(joined.buffer).setUint32(4, joined.length - 8, true);
  return {
    ok: true,
    bytes: joined,
    location: facts?.location ?? null,
    takenAt: facts?.takenAt ?? null,
    removed: parts.removed,
  };
}

/** The segments that say how to show the picture: JFIF, ICC profile, Adobe's colour transform. All else is told. */
const shownBy = [
  [0xe0, 'JFIF\0'],
  [0xe2, 'ICC_PROFILE\0'],
  [0xee, 'Adobe'],
] as const;

function stripJpeg(bytes: Uint8Array): Parts | UnstrippedPhoto['reason'] {
  const kept = [bytes.subarray(0, 2)];
  const removed: string[] = [];
  let exif: Uint8Array | undefined;
  for (const { marker, at, start, end } of jpegParts(bytes)) {
    const name = ascii(bytes, start, Math.min(29, end - start));
    const isMetadata = (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
    if (!isMetadata || shownBy.some(([code, head]) => marker === code && name.startsWith(head))) {
      kept.push(bytes.subarray(at, end));
    } else {
      if (name.startsWith('Exif\0\0')) exif ??= bytes.subarray(start + 6, end);
      removed.push(marker === 0xfe ? 'comment' : (/^[A-Za-z]+/.exec(name)?.[0] ?? `APP${marker - 0xe0}`));
    }
    if (marker !== 0xd9) continue;
    if (end < bytes.length) removed.push('trailer');
    return { kept, removed, exif };
  }
  return 'evidence.broken';
}

const pngText = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME']);

function stripPng(bytes: Uint8Array): Parts | UnstrippedPhoto['reason'] {
  const kept = [bytes.subarray(0, 8)];
  const removed: string[] = [];
  let exif: Uint8Array | undefined;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + be32(bytes, at);
    if (end > bytes.length) return 'evidence.broken';
    const name = ascii(bytes, at + 4, 4);
    if (name === 'eXIf') exif = bytes.subarray(at + 8, end - 4);
    if (pngText.has(name)) removed.push(name);
    else kept.push(bytes.subarray(at, end));
    if (name === 'IEND') {
      if (end < bytes.length) removed.push('trailer');
      return { kept, removed, exif };
    }
    at = end;
  }
  return 'evidence.broken';
}

/** RIFF chunks behind the header, little endian, padded to an even length; the flags of VP8X name EXIF and XMP. */
function stripWebp(bytes: Uint8Array): Parts | UnstrippedPhoto['reason'] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept = [bytes.slice(0, 12)];
  const removed: string[] = [];
  let exif: Uint8Array | undefined;
  const stated = Math.min(bytes.length, view.getUint32(4, true) + 8);
  for (let at = 12; at < stated; ) {
    if (at + 8 > stated) return 'evidence.broken';
    const length = view.getUint32(at + 4, true);
    const end = at + 8 + length + (length % 2);
    if (at + 8 + length > bytes.length) return 'evidence.broken';
    const name = ascii(bytes, at, 4);
    const chunk = bytes.slice(at, end);
    if (name === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~0x0c;
    if (name === 'EXIF') exif = withoutExifHead(bytes.subarray(at + 8, at + 8 + length));
    if (name === 'EXIF' || name === 'XMP ') removed.push(name.trim());
    else kept.push(chunk);
    at = end;
  }
  if (stated < bytes.length) removed.push('trailer');
  return kept.length > 1 ? { kept, removed, exif } : 'evidence.broken';
}

function withoutExifHead(block: Uint8Array): Uint8Array {
  return ascii(block, 0, 6) === 'Exif\0\0' ? block.subarray(6) : block;
}

/** The parts of a JPEG with an EXIF of nothing but the orientation, where it is not the normal one. */
function withOrientation(kept: Uint8Array[], { orientation }: ExifFacts): Uint8Array[] {
  if (orientation === 1) return kept;
  const exif = [0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1];
  const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  const [start = new Uint8Array(), ...rest] = kept;
  return [start, Uint8Array.from([...exif, ...entry]), ...rest];
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
