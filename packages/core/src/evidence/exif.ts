import type { Location } from '../index.ts';

/** The facts of a photo's EXIF that are worth keeping. */
export interface ExifFacts {
  /** 1 to 8, how the picture is turned; 1 where it does not say. */
  readonly orientation: number;
  readonly location: Location | null;
  /** ISO 8601, with an offset only where the camera wrote one. */
  readonly takenAt: string | null;
}

const noFacts: ExifFacts = { orientation: 1, location: null, takenAt: null };

interface Entry {
  readonly type: number;
  readonly count: number;
  readonly at: number;
}

/** Octets of one value, by TIFF type number (TIFF 6.0, section 2). */
const sizes: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8 };

/** Reads a TIFF block as EXIF carries it. What cannot be read is absent; a broken block never throws. */
export function readExif(tiff: Uint8Array): ExifFacts {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const little = tiff[0] === 0x49;
  const u16 = (at: number) => (at + 2 <= tiff.length ? view.getUint16(at, little) : 0);
  const u32 = (at: number) => (at + 4 <= tiff.length ? view.getUint32(at, little) : 0);
  if (u16(2) !== 42) return noFacts;

  function directory(at: number): Map<number, Entry> {
    const entries = new Map<number, Entry>();
    const count = at > 0 ? Math.min(u16(at), 500) : 0;
    for (let index = 0; index < count; index += 1) {
      const row = at + 2 + index * 12;
      const [type, values] = [u16(row + 2), u32(row + 4)];
      const bytes = (sizes[type] ?? 0) * values;
      entries.set(u16(row), { type, count: values, at: bytes > 4 ? u32(row + 8) : row + 8 });
    }
    return entries;
  }
  const text = (entry: Entry | undefined) => {
    if (entry?.type !== 2 || entry.at + entry.count > tiff.length) return '';
    const octets = tiff.subarray(entry.at, entry.at + Math.min(entry.count, 64));
    return String.fromCharCode(...octets)
      .replace(/\0.*$/s, '')
      .trim();
  };
  const rational = (at: number) => u32(at) / u32(at + 4);
  const degrees = (entry: Entry | undefined, reference: string, negative: string) => {
    if (entry?.type !== 5 || entry.count < 3) return Number.NaN;
    const value = rational(entry.at) + rational(entry.at + 8) / 60 + rational(entry.at + 16) / 3600;
    return reference === negative ? -value : value;
  };

  const main = directory(u32(4));
  const pointer = (tag: number) => directory(main.has(tag) ? u32(main.get(tag)?.at ?? 0) : 0);
  const gps = pointer(0x8825);
  const exif = pointer(0x8769);
  const orientation = u16(main.get(0x0112)?.at ?? tiff.length);
  return {
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    takenAt: readTime(text(exif.get(0x9003)), text(exif.get(0x9011))),
    location: readLocation(
      degrees(gps.get(2), text(gps.get(1)), 'S'),
      degrees(gps.get(4), text(gps.get(3)), 'W'),
      gps.get(0x1f)?.type === 5 ? rational(gps.get(0x1f)?.at ?? 0) : Number.NaN,
    ),
  };
}

function readLocation(latitude: number, longitude: number, accuracy: number): Location | null {
  const nowhere = latitude === 0 && longitude === 0;
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) || nowhere) return null;
  const accuracyMetres = accuracy >= 0 && accuracy <= 10_000_000 ? accuracy : null;
  return { latitude, longitude, accuracyMetres, measuredAt: null };
}

/** `2026:01:31 14:28:00` as ISO 8601. */
function readTime(time: string, offset: string): string | null {
  const [, year, month, day, clock] = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(time) ?? [];
  if (year === undefined || year === '0000') return null;
  return `${year}-${month}-${day}T${clock}${/^[+-]\d\d:\d\d$/.test(offset) ? offset : ''}`;
}
