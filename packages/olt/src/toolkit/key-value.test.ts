import { expect, test } from 'vitest';
import { readKeyValues } from './key-value.ts';

const read = (lines: readonly string[], wrapWidth?: number) =>
  readKeyValues(lines, { command: 'display x', ...(wrapWidth !== undefined && { wrapWidth }) });

test('reads values by key, whatever the case and the blanks of the key', () => {
  const values = read([
    '  Ont SN              : 4857544356BE216A (HWTC-56BE216A)',
    '  Qos mode :PQ',
    '  Loid    :',
  ]);
  expect(values.value('ont  sn')).toBe('4857544356BE216A (HWTC-56BE216A)');
  expect(values.value('QoS mode')).toBe('PQ');
  expect(values.value('Loid')).toBeNull();
  expect(values.has('Loid')).toBe(true);
  expect(values.value('absent')).toBeNull();
});

test('dashes are no value, and the first spelling with one counts', () => {
  const values = read(['IP : 10.0.0.1', 'IPv4 address : -', 'MAC address : --------------']);
  expect(values.first('IPv4 address', 'IP')).toBe('10.0.0.1');
  expect(values.value('MAC address')).toBeNull();
});

test('a wrapped value goes on without a blank where it filled the line, with one where it did not', () => {
  const values = read([
    '  Description             : Cu,                             ',
    '                            Stomer__zone_ABCDEFGHI_authd_202',
    '                            60818',
    '  Line profile ID      : 60',
  ]);
  expect(values.value('Description')).toBe('Cu, Stomer__zone_ABCDEFGHI_authd_20260818');
  expect(values.value('Line profile ID')).toBe('60');
});

test('a continued value may hold a colon', () => {
  expect(read(['  Text : one', '         a: two']).value('Text')).toBe('one a: two');
});

test.each([[['Key : 1', 'what is this']], [['Key : 1', 'Key : 2']], [[' : no key']]])(
  'a line that is neither key nor value, or a key twice, is refused: %j',
  (lines) => {
    expect(() => read(lines)).toThrow(expect.objectContaining({ code: 'olt.parse_failed' }));
  },
);
