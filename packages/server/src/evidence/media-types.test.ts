import { expect, test } from 'vitest';
import { detectMediaType } from './detect-media-type.ts';
import { isPlainSvg } from './is-plain-svg.ts';

const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);

test('a picture is told by its first bytes', () => {
  expect(detectMediaType(bytes('\xff\xd8\xff\xe1rest'))).toBe('image/jpeg');
  expect(detectMediaType(bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR'))).toBe('image/png');
  expect(detectMediaType(bytes('RIFF\x24\0\0\0WEBPVP8L'))).toBe('image/webp');
  expect(detectMediaType(bytes('\0\0\0\x18ftypheic\0\0\0\0'))).toBe('image/heic');
  for (const other of [
    '',
    '\xff\xd8',
    'GIF89a',
    'RIFF\x24\0\0\0WAVEfmt ',
    '\0\0\0\x18ftypmp42',
    '<svg>',
    'MZ\x90',
    '%PDF-1.7',
  ]) {
    expect(detectMediaType(bytes(other))).toBe(undefined);
  }
});

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
