import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EvidenceMediaType } from '../index.ts';
import { readImageKind, scanPicture } from './image-kind.ts';

const be = (value: number, octets: number) =>
  Array.from({ length: octets }, (_, index) =>
    String.fromCharCode(Math.floor(value / 256 ** (octets - 1 - index)) % 256),
  ).join('');
const box = (name: string, ...content: string[]) => {
  const inside = content.join('');
  return `${be(inside.length + 8, 4)}${name}${inside}`;
};
const wide = (name: string, content: string) => `${be(1, 4)}${name}${be(content.length + 16, 8)}${content}`;
const ftyp = (brand = 'heic') => box('ftyp', brand, be(0, 4), 'mif1heic');
const ispe = (width: number, height: number) => box('ispe', be(0, 4), be(width, 4), be(height, 4));
const meta = (...properties: string[]) =>
  box('meta', be(0, 4), box('hdlr', be(0, 24)), box('iprp', box('ipco', ...properties), box('ipma', 'x')));
const film = (width: number, height: number) =>
  box(
    'moov',
    box('mvhd', be(0, 100)),
    box(
      'trak',
      box('tkhd', be(0, 84)),
      box(
        'mdia',
        box(
          'minf',
          box(
            'stbl',
            box('stsd', be(0, 4), be(1, 4), box('hvc1', be(0, 24), be(width, 2), be(height, 2), be(0, 50))),
          ),
        ),
      ),
    ),
  );
const mdat = box('mdat', be(7, 5_000));

const segment = (marker: number, content: string) =>
  `\xff${String.fromCharCode(marker)}${be(content.length + 2, 2)}${content}`;
const frame = (width: number, height: number) =>
  segment(0xc0, `\x08${be(height, 2)}${be(width, 2)}\x01\x01\x11\0`);
const jpeg = (...parts: string[]) => `\xff\xd8${parts.join('')}\xff\xda\0\x08\x01\x01\0\0\x3f\0data\xff\xd9`;
const exif = segment(0xe1, `Exif\0\0${frame(9, 9)}${'E'.repeat(60_000)}`);

const pictures: readonly [string, EvidenceMediaType, string, readonly [number, number] | null][] = [
  ['one picture', 'image/heic', ftyp() + meta(ispe(4032, 3024)) + mdat, [4032, 3024]],
  [
    'tiles and the whole',
    'image/heic',
    ftyp() + meta(ispe(512, 512), ispe(8064, 6048), ispe(320, 240)),
    [8064, 6048],
  ],
  ['behind the data', 'image/heic', ftyp('mif1') + mdat + meta(ispe(640, 480)), [640, 480]],
  ['a box of 64 bits', 'image/heic', ftyp() + wide('mdat', be(1, 900)) + meta(ispe(640, 480)), [640, 480]],
  ['a film', 'image/heic', ftyp('hevc') + film(3840, 2160) + mdat, [3840, 2160]],
  ['a box to the end', 'image/heic', `${ftyp()}${be(0, 4)}mdat${meta(ispe(9, 9))}`, null],
  [
    'a box that claims more than the one it stands in',
    'image/heic',
    ftyp() + box('meta', be(0, 4), `${be(90_000, 4)}free`) + meta(ispe(40_000, 40_000)),
    [40_000, 40_000],
  ],
  [
    'a size cut short',
    'image/heic',
    ftyp() + meta(box('ispe', be(0, 4), be(640, 4))) + meta(ispe(7, 5)),
    [7, 5],
  ],
  ['a box of no length', 'image/heic', `${ftyp()}${be(3, 4)}meta${meta(ispe(9, 9))}`, null],
  [
    'levels without end',
    'image/heic',
    ftyp() +
      Array(40)
        .fill(0)
        .reduce<string>((inner) => box('meta', be(0, 4), inner), ispe(9, 9)),
    null,
  ],
  [
    'its frame behind three megabytes',
    'image/jpeg',
    jpeg(...Array(50).fill(exif), frame(4032, 3024)),
    [4032, 3024],
  ],
  [
    'bytes between its parts',
    'image/jpeg',
    jpeg(segment(0xe0, 'JFIF'), 'junk\xff\0', frame(65_535, 65_535)),
    [65_535, 65_535],
  ],
  [
    'a frame that is too long',
    'image/jpeg',
    jpeg(segment(0xc0, `${frame(9, 9)}..`), frame(640, 480)),
    [640, 480],
  ],
  ['several frames', 'image/jpeg', jpeg(frame(1, 1), frame(30_000, 30_000), frame(2, 2)), [30_000, 30_000]],
  ['no height until its data ends', 'image/jpeg', jpeg(frame(9_000, 0)), [9_000, 65_535]],
  ['a frame in its data', 'image/jpeg', jpeg(frame(640, 480)) + frame(9_000, 9_000), [640, 480]],
  ['no frame', 'image/jpeg', jpeg(exif), null],
];

const octets = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

function sizeIn(mediaType: EvidenceMediaType, bytes: Uint8Array, ...pieces: number[]) {
  const scan = scanPicture(mediaType);
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const piece = pieces[turn % pieces.length] ?? bytes.length;
    scan.add(bytes.subarray(at, at + piece));
    at += piece;
  }
  const size = scan.size();
  return size && [size.width, size.height];
}

test.each(pictures)('the size of a picture: %s', (_, mediaType, text, size) => {
  const bytes = octets(text);
  expect(readImageKind(bytes)).toEqual({ mediaType, width: size?.[0] ?? null, height: size?.[1] ?? null });
  for (const pieces of [[1], [7, 3], [65_536], [10, 1, 1_000]]) {
    expect([pieces, sizeIn(mediaType, bytes, ...pieces)]).toEqual([pieces, size]);
  }
});

test('whatever the bytes are and however they come, they end in the same size or none', () => {
  const samples = pictures.map(([, , text]) => octets(text.slice(0, 2_000)));
  const change = fc.record({ at: fc.nat(1_999), to: fc.constantFrom(0, 1, 8, 16, 127, 128, 254, 255) });
  const mutated = fc
    .tuple(fc.constantFrom(...samples), fc.array(change, { maxLength: 12 }), fc.nat(2_000))
    .map(([sample, changes, length]) => {
      const bytes = sample.slice(0, length);
      for (const { at, to } of changes) if (at < bytes.length) bytes[at] = to;
      return bytes;
    });
  fc.assert(
    fc.property(
      fc.oneof(mutated, fc.uint8Array({ maxLength: 300 })),
      fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 }),
      fc.constantFrom<EvidenceMediaType>('image/heic', 'image/jpeg', 'image/png', 'image/webp'),
      (bytes, pieces, mediaType) => {
        readImageKind(bytes);
        expect(sizeIn(mediaType, bytes, ...pieces)).toEqual(sizeIn(mediaType, bytes, bytes.length + 1));
      },
    ),
    { seed: 5, numRuns: 20_000 },
  );
});
