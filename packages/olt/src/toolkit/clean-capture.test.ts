import { expect, test } from 'vitest';
import { platform } from '../vendors/huawei/platform.ts';
import { cleanCapture } from './clean-capture.ts';

const clean = (capture: string, command = 'display ont autofind all') =>
  cleanCapture(capture, command, platform);

test('a reply that is clean already stays as it is', () => {
  expect(clean('  ----------\n   Number : 1\n  ----------')).toBe(
    '  ----------\n   Number : 1\n  ----------',
  );
});

test('prompt, echo, completion prompt, repeated command and closing prompt go', () => {
  const capture = [
    'OLT01(config)#display ont autofind all | no-more',
    '{ <cr>||<K> }:',
    '',
    '  Command:',
    '          display ont autofind all | no-more',
    '   row',
    '',
    'OLT01(config)#',
  ].join('\r\n');
  expect(clean(capture)).toBe('   row');
});

test('the echo may be wrapped, and stand without a prompt', () => {
  expect(clean('display ont auto\nfind all\n  row')).toBe('  row');
  expect(clean('OLT01#display ont auto\nfind all\n  row\nOLT01#')).toBe('  row');
});

test('of several commands in a capture the last one asked for counts, up to the next prompt', () => {
  const capture =
    'A#display ont autofind all\n  old\nA#display version\n  V\nA#display ont autofind all\n  new\nA#quit\n  bye';
  expect(clean(capture)).toBe('  new');
});

test('text of customers with prompt characters ends nothing', () => {
  const capture = 'OLT01#display ont autofind all\n  Rua > fundos #2\nfundos#2\n<gpon-0/1>\n  row\nOLT01#';
  expect(clean(capture)).toBe('  Rua > fundos #2\nfundos#2\n<gpon-0/1>\n  row');
});

test('pager marks go, wiped by the device or by whoever logged it', () => {
  const mark = "---- More ( Press 'Q' to break ) ----";
  expect(clean(`  one\n${mark}\u001b[37D${' '.repeat(37)}\u001b[37D  two`)).toBe('  one\n  two');
  expect(clean(`  one\n${mark}${' '.repeat(37)}  two\n${mark}\n  three`)).toBe('  one\n  two\n\n  three');
});

test('alarms and progress notes inside the rows go', () => {
  const alarm = [
    '  ! RUNNING MAJOR 2026-01-31 14:28:00 ALARM NAME :The fiber is broken',
    '    PARAMETERS :FrameID: 0, SlotID: 1, PortID: 3',
    '    --- END',
  ];
  const saving =
    "  [2026-01-31 14:28:00-03:00]:The percentage of saved data on 3 slot's control board is: 27%";
  expect(clean(['  one', ...alarm, '  two', saving, '  three'].join('\n'))).toBe('  one\n  two\n  three');
});

test('a capture of many prompt-like lines is cleaned before the test times out', () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => `${'x'.repeat(60)}#${index}`);
  const text = clean(['OLT01#display ont autofind all', ...rows, 'OLT01#'].join('\n'));
  expect(text.split('\n')).toHaveLength(20_000);
});
