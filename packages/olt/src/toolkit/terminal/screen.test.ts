import { describe, expect, test } from 'vitest';
import { Screen } from './screen.ts';

function show(...chunks: readonly string[]): readonly string[] {
  const screen = new Screen();
  for (const chunk of chunks) screen.feed(chunk);
  return screen.lines.map((line) => line.trimEnd());
}

const cases: readonly (readonly [what: string, sent: string, shown: readonly string[]])[] = [
  ['plain lines', 'one\ntwo', ['one', 'two']],
  ['every line end a device uses', 'a\r\nb\r\r\nc\n\rd\n', ['a', 'b', 'c', 'd', '']],
  ['a carriage return that overwrites', 'Loading 10%\rLoading 99%', ['Loading 99%']],
  ['a shorter text over a longer one', 'abcdef\rxy', ['xycdef']],
  ['backspaces that move only', 'abc\b\bX', ['aXc']],
  [
    'backspace, space, backspace',
    ' --More--\b \b\b \b\b \b\b \b\b \b\b \b\b \b\b \brow 1\r\n',
    [' row 1', ''],
  ],
  ['backspaces at the left edge', '\b\b\bab', ['ab']],
  [
    "Huawei's pager wipe",
    `---- More ( Press 'Q' to break ) ----\x1b[37D${' '.repeat(37)}\x1b[37D  0/ 1/0\r\n`,
    ['  0/ 1/0', ''],
  ],
  [
    "V-SOL's pager wipe in the middle of a row",
    `encr --More-- \0${'\b'.repeat(10)}${' '.repeat(10)}${'\b'.repeat(10)}ypt_type\n`,
    ['encrypt_type', ''],
  ],
  [
    'columns drawn with cursor moves',
    'GPON0/4:1\x1b[11Cworking\r\x1b[40CHWTC',
    ['GPON0/4:1           working             HWTC'],
  ],
  ['a column addressed by number', 'a\x1b[10Gb\x1b[3Gc', ['a c      b']],
  ['tabs', 'TxPower:\t9.608\tdBm\n\tx', ['TxPower:        9.608   dBm', '        x']],
  ['erase to the end of the line', 'abcdef\x1b[3D\x1b[K', ['abc']],
  ['erase from the start', 'abcdef\x1b[3D\x1b[1K', ['    ef']],
  ['erase the line', 'abcdef\x1b[2K\rx', ['x']],
  ['erase below', 'abcdef\x1b[4D\x1b[J', ['ab']],
  ['a cleared screen keeps what was read', 'row\x1b[2J\x1b[Hnext', ['row', 'next']],
  ['a jump to another row', 'row\x1b[5;3Hnext', ['row', '  next']],
  ['colours', '\x1b[1;32mok\x1b[0m', ['ok']],
  ['other controls', 'a\0b\x07c\x7fd\x1b7e\x1b(Bf\x1b=g', ['abcdefg']],
  ['a window title', '\x1b]0;OLT01\x07a\x1b]2;x\x1b\\b', ['ab']],
  ['a control inside a sequence', 'ab\x1b[\r1CX', ['aX']],
  ['a sequence that begins anew', 'ab\x1b[1\x1b[2DX', ['Xb']],
  ['letters that are not ASCII', 'São José\r\nçã', ['São José', 'çã']],
];

describe.each(cases)('%s', (_what, sent, shown) => {
  test('in one piece', () => {
    expect(show(sent)).toEqual(shown);
  });

  test('cut at every place', () => {
    for (let at = 0; at <= sent.length; at += 1)
      expect(show(sent.slice(0, at), sent.slice(at)), `cut at ${at}`).toEqual(shown);
  });

  test('one character at a time', () => {
    expect(show(...sent)).toEqual(shown);
  });
});

test('hands out each finished line once and keeps the unfinished one', () => {
  const screen = new Screen();
  screen.feed('one\ntwo\nthr');
  expect(screen.take()).toEqual(['one', 'two']);
  expect(screen.take()).toEqual([]);
  screen.feed('ee\n');
  expect(screen.take()).toEqual(['three']);
});

test('a cleared line takes the wipe that follows', () => {
  const screen = new Screen();
  screen.feed("---- More ( Press 'Q' to break ) ----");
  screen.clearLastLine();
  screen.feed(`\x1b[37D${' '.repeat(37)}\x1b[37Drow`);
  expect(screen.lastLine.trimEnd()).toBe('row');
});

test('the head of a row survives the wipe of a pager that cut it', () => {
  const screen = new Screen();
  screen.feed('encr --More-- ');
  screen.cutLastLine(4);
  screen.feed(`\0${'\b'.repeat(10)}${' '.repeat(10)}${'\b'.repeat(10)}ypt\x1b[2K\rXY`);
  expect(screen.lastLine.trimEnd()).toBe('encrXY');
  screen.feed('\n\bfree');
  expect(screen.lastLine).toBe('free');
});

test('a forged cursor move costs no memory', () => {
  const screen = new Screen();
  screen.feed('\x1b[999999999Cx');
  expect(screen.lastLine.length).toBeLessThan(5_000);
});

test('a reply that never ends is an error', () => {
  const screen = new Screen(1_000);
  const flood = () => {
    for (;;) screen.feed('0123456789');
  };
  expect(flood).toThrowError(expect.objectContaining({ code: 'olt.reply_too_long' }));
});

test('the limit counts from the last mark', () => {
  const screen = new Screen(1_000);
  for (let turn = 0; turn < 5; turn += 1) {
    screen.mark();
    screen.feed('x'.repeat(900));
  }
  expect(screen.lastLine).toHaveLength(4_500);
});
