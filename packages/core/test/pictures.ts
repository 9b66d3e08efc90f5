import { deflateSync, crc32 as zlibCrc } from 'node:zlib';

/** A TIFF block as EXIF carries it: orientation, GPS place and time, little or big endian. */
export function exifBlock({ little = false, orientation = 6 } = {}): Uint8Array {
  const bytes = new Uint8Array(400);
  const view = new DataView(bytes.buffer);
  const u16 = (at: number, value: number) => view.setUint16(at, value, little);
  const u32 = (at: number, value: number) => view.setUint32(at, value, little);
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    u16(at, tag);
    u16(at + 2, type);
    u32(at + 4, count);
    if (type === 3) u16(at + 8, value);
    else u32(at + 8, value);
  };
  const text = (at: number, value: string) => bytes.set(Buffer.from(`${value}\0`, 'latin1'), at);
  bytes.set(Buffer.from(little ? 'II' : 'MM'));
  u16(2, 42);
  u32(4, 8);
  u16(8, 3);
  entry(10, 0x0112, 3, 1, orientation);
  entry(22, 0x8769, 4, 1, 60);
  entry(34, 0x8825, 4, 1, 120);
  u16(60, 2);
  entry(62, 0x9003, 2, 20, 200);
  entry(74, 0x9011, 2, 7, 230);
  text(200, '2026:01:31 14:28:00');
  text(230, '-03:00');
  u16(120, 5);
  entry(122, 1, 2, 2, 0);
  text(130, 'S');
  entry(134, 2, 5, 3, 300);
  entry(146, 3, 2, 2, 0);
  text(154, 'W');
  entry(158, 4, 5, 3, 330);
  entry(170, 0x1f, 5, 1, 360);
  const rationals = (at: number, ...values: number[]) => {
    for (const [index, value] of values.entries()) {
      u32(at + index * 8, Math.round(value * 100));
      u32(at + index * 8 + 4, 100);
    }
  };
  rationals(300, 22, 25, 32.16);
  rationals(330, 45, 27, 10.08);
  rationals(360, 7.5);
  return bytes;
}

const segment = (marker: number, content: Uint8Array | string) => {
  const body = typeof content === 'string' ? Buffer.from(content, 'latin1') : Buffer.from(content);
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

/** The parts of a small JPEG; `scan` holds a stuffed 0xff and a restart mark. */
export const jpegParts = {
  start: Buffer.from([0xff, 0xd8]),
  jfif: segment(0xe0, 'JFIF\0\x01\x02\0\0\x01\0\x01\0\0'),
  exif: (block = exifBlock()) => segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), block])),
  xmp: segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta exif:GPSLatitude="22,25S"/>'),
  iptc: segment(0xed, 'Photoshop 3.0\0City: Itajuba'),
  icc: segment(0xe2, 'ICC_PROFILE\0\x01\x01profile'),
  mpf: segment(0xe2, 'MPF\0second picture'),
  comment: segment(0xfe, 'taken at home'),
  frame: segment(0xc2, '\x08\x0b\xd0\x0f\xc0\x03\x01\x22\0\x02\x11\x01\x03\x11\x01'),
  table: segment(0xc4, '\xff\xd9 a table with the end mark inside'),
  scan: Buffer.concat([
    segment(0xda, '\x03\x01\0\x02\x11\x03\x11\0\x3f\0'),
    Buffer.from([0x12, 0xff, 0x00, 0xd9, 0xff, 0xd0, 0x34]),
  ]),
  end: Buffer.from([0xff, 0xd9]),
};

const chunk = (name: string, content: Uint8Array | string) => {
  const body = Buffer.concat([
    Buffer.from(name),
    typeof content === 'string' ? Buffer.from(content, 'latin1') : content,
  ]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(body.length - 4, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc(body), body.length + 4);
  return whole;
};

function crc(bytes: Uint8Array): number {
  if (typeof zlibCrc === 'function') return zlibCrc(bytes);
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}

/** A PNG of one grey pixel, with these chunks before its data. */
export function png(...extra: readonly [name: string, content: Uint8Array | string][]): Buffer {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...extra.map(([name, content]) => chunk(name, content)),
    chunk('IDAT', deflateSync(Buffer.from([0, 128]))),
    chunk('IEND', ''),
  ]);
}

/** A WebP of 800 x 600 with an odd-sized EXIF chunk and an XMP one. */
export function webp(): Buffer {
  const riff = (name: string, content: Uint8Array) => {
    const head = Buffer.alloc(8);
    head.write(name, 'latin1');
    head.writeUInt32LE(content.length, 4);
    return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
  };
  const extended = Buffer.from([0x0c, 0, 0, 0, 0x1f, 0x03, 0, 0x57, 0x02, 0]);
  const chunks = Buffer.concat([
    riff('VP8X', extended),
    riff('VP8 ', Buffer.from([0x10, 0, 0, 0x9d, 0x01, 0x2a, 0x20, 0x03, 0x58, 0x02])),
    riff('EXIF', Buffer.concat([exifBlock(), Buffer.alloc(1)])),
    riff('XMP ', Buffer.from('<x/>')),
  ]);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(chunks.length + 4, 4);
  return Buffer.concat([head, chunks]);
}
