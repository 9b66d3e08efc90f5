import { be16 } from './octets.ts';
import type { PictureScan, PictureSize } from './picture-scan.ts';

/** The longest that has to be seen at once: a marker, its length, and a frame's width and height. */
const frameHead = 10;

/**
 * Looks for the frame header of a JPEG (ITU-T T.81, B.2.2) wherever it stands before the picture's data, which may be behind
 * megabytes of what a camera writes. As decoders do, passes over bytes between its parts.
 */
export function scanJpeg(): PictureScan {
  let size: PictureSize | null = null;
  let held = new Uint8Array(0);
  /** How much of a part is still to be passed over. */
  let skip = 0;
  let isDone = false;

  return {
    add(chunk) {
      if (isDone) return;
      const from = Math.min(skip, chunk.length);
      skip -= from;
      const bytes = held.length === 0 ? chunk.subarray(from) : join(held, chunk);
      let at = 0;
      while (!isDone) {
        while (at < bytes.length && bytes[at] !== 0xff) at += 1;
        if (bytes.length - at < frameHead) break;
        const marker = bytes[at + 1] ?? 0;
        if (marker === 0xff) at += 1;
        else if (isAlone(marker)) at += 2;
        else if (marker === 0xda) isDone = true;
        else {
          const length = be16(bytes, at + 2);
          // Its length says how many colours it has: what only looks like a frame does not fit.
          if (isFrame(marker) && length === 8 + 3 * (bytes[at + 9] ?? 0)) {
            // No height: it is told behind the data, and may be any.
            const found = { width: be16(bytes, at + 7), height: be16(bytes, at + 5) || 0xffff };
            if (!size || found.width * found.height > size.width * size.height) size = found;
          }
          const end = at + 2 + length;
          skip = Math.max(0, end - bytes.length);
          at = Math.min(end, bytes.length);
        }
      }
      held = isDone ? new Uint8Array(0) : bytes.slice(at);
    },
    size: () => size,
  };
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Markers without a length: stuffing, one that means nothing, restarts, start and end. */
function isAlone(marker: number): boolean {
  return marker <= 1 || (marker >= 0xd0 && marker <= 0xd9);
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
