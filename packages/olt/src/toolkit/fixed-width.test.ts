import { expect, test } from 'vitest';
import { cutColumns } from './fixed-width.ts';

const header = '  SlotID  BoardName  Status          SubType0 SubType1    Online/Offline';
const cut = cutColumns(
  header,
  ['SlotID', 'BoardName', 'Status', 'SubType0', 'SubType1', 'Online'],
  'display x',
);

test('an empty cell in the middle does not move the ones behind it', () => {
  expect(cut('  4       A123ABCDE  Standby_failed  CPCF                 Offline  ')).toEqual([
    '4',
    'A123ABCDE',
    'Standby_failed',
    'CPCF',
    '',
    'Offline',
  ]);
  expect(cut('  5')).toEqual(['5', '', '', '', '', '']);
});

test('a word across the start of a column, or a header without one, is refused', () => {
  const failed = expect.objectContaining({ code: 'olt.parse_failed' });
  expect(() => cut('  4       A123ABCDEFGHIJ Normal')).toThrow(failed);
  expect(() => cutColumns('  Slot', ['SlotID'], 'display x')).toThrow(failed);
});
