import { be16, be32 } from './octets.ts';
import type { PictureScan, PictureSize } from './picture-scan.ts';

/**
 * Boxes that hold boxes, with what stands before them (ISO/IEC 14496-12 and 23008-12): the way to the sizes of pictures
 * (`ispe`), and to those of a film's frames.
 */
const holders: Readonly<Record<string, number>> = {
  meta: 4,
  iprp: 0,
  ipco: 0,
  moov: 0,
  trak: 0,
  mdia: 0,
  minf: 0,
  stbl: 0,
  stsd: 8,
};

/** Where the width stands behind a box's name, and how long it is; the height follows. */
const sizes: Readonly<Record<string, readonly [at: number, octets: 2 | 4]>> = {
  ispe: [4, 4],
  hvc1: [24, 2],
  hev1: [24, 2],
};

/** More levels than any real file has would only be there to fill the memory. */
const maxDepth = 16;

/**
 * Looks for the largest picture of a HEIF file: tiles have a size each, and the whole has one. Reads box by box and keeps nothing but
 * the head of one. A box that claims to end behind the one it stands in ends with it; one too short to have a name ends the search.
 */
export function scanHeif(): PictureScan {
  let size: PictureSize | null = null;
  let position = 0;
  /** Up to where is passed over, or read before the next look. */
  let next = 0;
  let isDone = false;
  const head = new Uint8Array(40);
  let headLength = 0;
  /** The ends of the boxes around. */
  const ends: number[] = [];

  /** One look at what is in `head`: how many octets more have to be seen, or 0. */
  function look(start: number): number {
    if (headLength < 8) return 8 - headLength;
    let [length, payload] = [be32(head, 0), 8];
    const name = String.fromCharCode(...head.subarray(4, 8));
    if (length === 1) {
      if (headLength < 16) return 16 - headLength;
      [length, payload] = [be32(head, 8) * 2 ** 32 + be32(head, 12), 16];
    }
    const limit = ends.at(-1) ?? Number.POSITIVE_INFINITY;
    const end = length === 0 ? limit : Math.min(start + length, limit);
    if (end < start + payload) {
      isDone = true;
      return 0;
    }
    const inside = holders[name];
    const [at, octets] = sizes[name] ?? [0, 0];
    const sizeEnd = payload + at + 2 * octets;
    if (octets > 0 && start + sizeEnd <= end) {
      const missing = sizeEnd - headLength;
      if (missing > 0) return missing;
      const read = octets === 2 ? be16 : be32;
      const width = read(head, payload + at);
      const height = read(head, payload + at + octets);
      if (!size || width * height > size.width * size.height) size = { width, height };
    }
    next = inside === undefined ? end : Math.min(start + payload + inside, end);
    if (inside !== undefined) ends.push(end);
    isDone = ends.length > maxDepth;
    headLength = 0;
    return 0;
  }

  return {
    add(chunk) {
      let at = 0;
      while (!isDone && at < chunk.length) {
        if (headLength === 0) {
          const step = Math.min(next - position, chunk.length - at);
          at += step;
          position += step;
          if (position < next) return;
          while (ends.length > 0 && position >= (ends.at(-1) ?? 0)) ends.pop();
        }
        const start = position - headLength;
        for (let missing = look(start); missing > 0 && at < chunk.length; missing = look(start)) {
          const step = Math.min(missing, chunk.length - at);
          head.set(chunk.subarray(at, at + step), headLength);
          headLength += step;
          at += step;
          position += step;
        }
      }
    },
    size: () => size,
  };
}
