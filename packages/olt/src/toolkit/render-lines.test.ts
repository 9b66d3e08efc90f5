import { expect, test } from 'vitest';
import { renderLines } from './render-lines.ts';

test('a wiped pager mark leaves nothing', () => {
  const mark = "---- More ( Press 'Q' to break ) ----";
  const wipe = `\u001b[37D${' '.repeat(37)}\u001b[37D`;
  expect(renderLines(`${mark}${wipe}  0/ 1/0    5  row\r`)).toEqual(['  0/ 1/0    5  row']);
});

test('backspaces, carriage returns, tabs, erasing and colours', () => {
  expect(renderLines('ab\b\bX')).toEqual(['Xb']);
  expect(renderLines('abc\rX')).toEqual(['Xbc']);
  expect(renderLines('a\tb')).toEqual(['a       b']);
  expect(renderLines('abc\u001b[2D\u001b[K!')).toEqual(['a!']);
  expect(renderLines('\u001b[1;31mred\u001b[0m')).toEqual(['red']);
});
