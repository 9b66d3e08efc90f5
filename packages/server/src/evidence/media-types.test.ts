import { type EvidenceMediaType, isFieldError } from '@field/core';
import { expect, test } from 'vitest';
import { inspectEvidence } from './inspect-evidence.ts';
import { isPlainSvg } from './is-plain-svg.ts';

const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);

/** What becomes of a file that claims to be of a type, given in pieces. */
function judge(mediaType: EvidenceMediaType, file: Uint8Array, piece = file.length): string {
  const inspection = inspectEvidence(mediaType);
  for (let at = 0; at < file.length; at += piece) inspection.add(file.subarray(at, at + piece));
  try {
    return `taken, ${inspection.finish().bytes} bytes`;
  } catch (error) {
    return isFieldError(error) ? error.code : 'unexpected';
  }
}

const photos: readonly [EvidenceMediaType, string][] = [
  ['image/jpeg', '\xff\xd8\xff\xe1rest'],
  ['image/png', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'],
  ['image/webp', 'RIFF\x24\0\0\0WEBPVP8L'],
  ['image/heic', '\0\0\0\x18ftypheic\0\0\0\0'],
];

test('a photo is taken as what it is by its first bytes, and as nothing else', () => {
  for (const [claimed] of photos) {
    for (const [is, text] of photos) {
      const file = bytes(text);
      const expected = is === claimed ? `taken, ${file.length} bytes` : 'server.evidence_content_mismatch';
      expect([claimed, is, judge(claimed, file, 3)]).toEqual([claimed, is, expected]);
    }
    for (const other of [
      '\xff\xd8',
      'GIF89a',
      'RIFF\x24\0\0\0WAVEfmt ',
      '\0\0\0\x18ftypmp42',
      '<svg></svg>',
      'MZ\x90',
      '%PDF-1.7',
    ]) {
      expect([other, judge(claimed, bytes(other))]).toEqual([other, 'server.evidence_content_mismatch']);
    }
    expect(judge(claimed, new Uint8Array())).toBe('server.evidence_empty');
  }
});

const be = (value: number, length: number) =>
  Array.from({ length }, (_, index) => String.fromCharCode((value >> (8 * (length - 1 - index))) & 255)).join(
    '',
  );
const le = (value: number, length: number) => [...be(value, length)].reverse().join('');
/** The first bytes of pictures of a size, with what a camera writes before it. */
const pictures: Readonly<Partial<Record<EvidenceMediaType, (width: number, height: number) => string>>> = {
  // Further in than anybody would keep of a file.
  'image/jpeg': (width, height) =>
    `\xff\xd8${`\xff\xe1${be(60_002, 2)}${'E'.repeat(60_000)}`.repeat(40)}` +
    `\xff\xc2${be(17, 2)}\x08${be(height, 2)}${be(width, 2)}\x03` +
    '\x01\x22\0\x02\x11\x01\x03\x11\x01\xff\xda',
  'image/png': (width, height) =>
    `\x89PNG\r\n\x1a\n\0\0\0\rIHDR${be(width, 4)}${be(height, 4)}\x08\x02\0\0\0`,
  'image/heic': (width, height) =>
    `\0\0\0\x10ftypheic\0\0\0\0${be(48, 4)}meta\0\0\0\0${be(36, 4)}iprp${be(28, 4)}ipco` +
    `${be(20, 4)}ispe\0\0\0\0${be(width, 4)}${be(height, 4)}`,
  'image/webp': (width, height) =>
    `RIFF\x24\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0${le(width - 1, 3)}${le(height - 1, 3)}`,
};

test.each(Object.entries(pictures))(
  '%s of more pixels than any camera has is an image bomb',
  (type, make) => {
    const taken = (width: number, height: number) =>
      judge(type as EvidenceMediaType, bytes(make?.(width, height) ?? ''), 1000);
    expect(taken(16_320, 12_240)).toMatch(/^taken/);
    expect(taken(15_625, 16_000)).toMatch(/^taken/);
    expect(taken(15_626, 16_000)).toBe('server.evidence_too_many_pixels');
    expect(taken(65_535, 65_535)).toBe('server.evidence_too_many_pixels');
  },
);

test('a drawing is shapes and nothing else', () => {
  const path = '<path d="M1 1L2 2" stroke="#000" fill="none"/>';
  for (const drawing of [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">${path}</svg>`,
    `\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<svg>\n<g>${path}<circle r="1"></circle></g>\n</svg>\n`,
    '<svg><title>João</title></svg>',
  ]) {
    expect([drawing, isPlainSvg(utf8(drawing))]).toEqual([drawing, true]);
  }
  for (const inside of [
    '<script>alert(1)</script>',
    '<SCRIPT>alert(1)</SCRIPT>',
    '<foreignObject><b/></foreignObject>',
    '<path onload="x()"/>',
    '<path\nonclick = "x()"/>',
    '<path d="M1"onload="x()"/>',
    '<a href="javascript:x()"/>',
    '<path xlink:href="#a"/>',
    '<path style="background:url(//x.example)"/>',
    '<image width="1"/>',
    '<use width="1"/>',
    '<style>*{}</style>',
    '<svg:script/>',
    '<!-- <script> -->',
    '<![CDATA[<script>]]>',
    '<?xml-stylesheet href="x"?>',
    '< script>',
  ]) {
    expect([inside, isPlainSvg(utf8(`<svg>${inside}</svg>`))]).toEqual([inside, false]);
  }
  for (const other of [
    '',
    'svg',
    '<svg',
    '<html><svg></svg></html>',
    '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>',
    `<svg></svg>${path}`,
  ]) {
    expect([other, isPlainSvg(utf8(other))]).toEqual([other, false]);
  }
  expect(isPlainSvg(Uint8Array.from([...utf8('<svg>'), 0xff, ...utf8('</svg>')]))).toBe(false);
});
