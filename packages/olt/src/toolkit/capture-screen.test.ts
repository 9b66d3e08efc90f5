import { expect, test } from 'vitest';
import { boardScreen } from '../vendors/huawei/parsers/board.ts';
import { platform } from '../vendors/huawei/platform.ts';
import { captureScreen } from './capture-screen.ts';

const screen = captureScreen(platform, boardScreen);
const rule = `  ${'-'.repeat(73)}`;
const header = '  SlotID  BoardName  Status          SubType0 SubType1    Online/Offline';
const board = [rule, header, rule, '  1       H903GPSF   Normal', rule].join('\n');

test('knows its command however it was typed', () => {
  for (const command of ['display board 0', '  display  board 0 ', 'display board 0 | no-more'])
    expect(screen.command.test(command)).toBe(true);
  for (const command of ['display board', 'display board 0/1', 'undo display board 0'])
    expect(screen.command.test(command)).toBe(false);
});

test('reads the rows out of a capture', () => {
  const capture = `OLT01#display board 0\r\n${board.replaceAll('\n', '\r\n')}\r\n\r\nOLT01#`;
  expect(screen.parse(capture, 'display board 0')).toEqual(
    screen.parse(board, ' display  board 0 | no-more'),
  );
  expect(screen.parse(capture, 'display board 0')).toHaveLength(1);
});

test('a capture of a refusal is that refusal; one that says there is nothing is an empty list', () => {
  expect(() => screen.parse('  Failure: This board does not exist', 'display board 0')).toThrow(
    expect.objectContaining({ code: 'olt.board_missing' }),
  );
  expect(screen.parse('  Failure: There is no ONT available', 'display board 0')).toEqual([]);
});

test('anything else is refused, quoting a line', () => {
  expect(() => screen.parse('what is this', 'display board 0')).toThrow(
    expect.objectContaining({
      code: 'olt.parse_failed',
      details: expect.objectContaining({ line: expect.stringContaining('what is this') }),
    }),
  );
});
