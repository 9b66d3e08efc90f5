import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exifBlock, jpegParts, png, webp } from '../../test/pictures.ts';
import { checkPhoto } from './check-photo.ts';
import { readExif } from './exif.ts';
import { readImageKind } from './image-kind.ts';
import { stripPhoto } from './strip-photo.ts';

const { start, jfif, exif, xmp, iptc, icc, mpf, comment, frame, table, scan, end } = jpegParts;
const photo = Buffer.concat([
  start,
  jfif,
  exif(),
  xmp,
  iptc,
  icc,
  mpf,
  comment,
  frame,
  table,
  scan,
  table,
  scan,
  end,
  Buffer.from('second'),
]);
const home = { latitude: -22.4256, longitude: -45.4528, accuracyMetres: 7.5, measuredAt: null };

function stripped(bytes: Uint8Array) {
  const result = stripPhoto(bytes);
  if (!result.ok) throw new TypeError(result.reason);
  return result;
}

test('a JPEG loses its place and keeps its picture, byte for byte, and the way it is turned', () => {
  const { bytes, location, takenAt, removed } = stripped(photo);
  expect(location?.latitude).toBeCloseTo(home.latitude, 6);
  expect(location?.longitude).toBeCloseTo(home.longitude, 6);
  expect(location?.accuracyMetres).toBe(7.5);
  expect(takenAt).toBe('2026-01-31T14:28:00-03:00');
  expect(removed).toEqual(['Exif', 'http', 'Photoshop', 'MPF', 'comment', 'trailer']);
  expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/GPS|Itajuba|taken|2026|second/);
  const turn = bytes.subarray(2, 38);
  expect(readExif(turn.subarray(10))).toEqual({ orientation: 6, location: null, takenAt: null });
  expect(Buffer.concat([bytes.subarray(0, 2), bytes.subarray(38)])).toEqual(
    Buffer.concat([start, jfif, icc, frame, table, scan, table, scan, end]),
  );
});

test('a JPEG that stands upright gets no EXIF at all', () => {
  const upright = Buffer.concat([start, exif(exifBlock({ little: true, orientation: 1 })), frame, scan, end]);
  const { bytes, location } = stripped(upright);
  expect(Buffer.from(bytes)).toEqual(Buffer.concat([start, frame, scan, end]));
  expect(location?.longitude).toBeCloseTo(home.longitude, 6);
});

test('stripping twice changes nothing more', () => {
  const once = stripped(photo).bytes;
  const twice = stripped(once);
  expect(twice.bytes).toEqual(once);
  expect(twice.location).toBeNull();
});

test('a PNG loses its text and EXIF chunks', () => {
  const secret = png(['tEXt', 'Comment\0at home'], ['eXIf', exifBlock()], ['gAMA', '\0\0\xb1\x8f']);
  const { bytes, location, removed } = stripped(Buffer.concat([secret, Buffer.from('tail')]));
  expect(Buffer.from(bytes)).toEqual(png(['gAMA', '\0\0\xb1\x8f']));
  expect(location?.latitude).toBeCloseTo(home.latitude, 6);
  expect(removed).toEqual(['tEXt', 'eXIf', 'trailer']);
});

test('a WebP loses its EXIF and XMP chunks, and says so in its header', () => {
  const { bytes, location, removed } = stripped(webp());
  expect(removed).toEqual(['EXIF', 'XMP']);
  expect(location?.latitude).toBeCloseTo(home.latitude, 6);
  expect(new DataView(bytes.buffer).getUint32(4, true)).toBe(bytes.length - 8);
  expect(bytes[20]).toBe(0);
  expect(readImageKind(bytes)).toEqual({ mediaType: 'image/webp', width: 800, height: 600 });
});

test('what cannot be stripped is refused, not passed on', () => {
  const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0', 'latin1');
  expect(stripPhoto(heic)).toEqual({ ok: false, reason: 'evidence.cannot_strip' });
  expect(stripPhoto(Buffer.from('<svg/>'))).toEqual({ ok: false, reason: 'evidence.not_a_photo' });
  expect(stripPhoto(photo.subarray(0, photo.length - 9))).toEqual({ ok: false, reason: 'evidence.broken' });
  expect(stripPhoto(png().subarray(0, 40))).toEqual({ ok: false, reason: 'evidence.broken' });
});

test('the kind of a picture comes from its bytes', () => {
  expect(readImageKind(photo)).toEqual({ mediaType: 'image/jpeg', width: 4032, height: 3024 });
  expect(readImageKind(png())).toEqual({ mediaType: 'image/png', width: 1, height: 1 });
  expect(readImageKind(Buffer.from('\0\0\0\x18ftypmif1', 'latin1'))?.mediaType).toBe('image/heic');
  expect(readImageKind(Buffer.from('\ufeff<?xml version="1.0"?>\n<svg xmlns="x">'))?.mediaType).toBe(
    'image/svg+xml',
  );
  expect(readImageKind(Buffer.from('<!-- a-b - c --><!----> <svg>'))?.mediaType).toBe('image/svg+xml');
  expect(readImageKind(Buffer.from('<!---->'.repeat(146)))).toBeUndefined();
  expect(readImageKind(Buffer.from('%PDF-1.7'))).toBeUndefined();
  expect(readImageKind(new Uint8Array())).toBeUndefined();
});

test('a photo is judged by size, kind and pixels', () => {
  expect(checkPhoto(photo, 'image/jpeg')).toEqual({ ok: true, mediaType: 'image/jpeg' });
  expect(checkPhoto(photo, 'image/png')).toMatchObject({ reason: 'evidence.kind_mismatch' });
  expect(checkPhoto(new Uint8Array())).toMatchObject({ reason: 'evidence.empty' });
  expect(checkPhoto(new Uint8Array(10_000_001))).toMatchObject({ reason: 'evidence.too_large' });
  expect(checkPhoto(Buffer.from('<svg xmlns="x">'))).toMatchObject({ reason: 'evidence.not_a_photo' });
  const bomb = png();
  bomb.writeUInt32BE(60_000, 16);
  bomb.writeUInt32BE(60_000, 20);
  expect(checkPhoto(bomb)).toMatchObject({ reason: 'evidence.too_many_pixels' });
});

test('cut and damaged files never throw, and never keep their place', () => {
  const sources = [photo, png(['eXIf', exifBlock()]), webp()];
  fc.assert(
    fc.property(
      fc.constantFrom(...sources),
      fc.nat(700),
      fc.array(fc.tuple(fc.nat(700), fc.nat(255)), { maxLength: 6 }),
      (source, cut, hits) => {
        const bytes = Uint8Array.from(source.subarray(0, source.length - (cut % source.length)));
        for (const [at, value] of hits) if (at < bytes.length) bytes[at] = value;
        const result = stripPhoto(bytes);
        if (!result.ok) return;
        const again = stripPhoto(result.bytes);
        if (again.ok) expect(again.location).toBeNull();
      },
    ),
    { seed: 5, numRuns: 2000 },
  );
});
