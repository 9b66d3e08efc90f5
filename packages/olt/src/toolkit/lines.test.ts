import { expect, test } from 'vitest';
import { isRule, parseFailed, readSections, replyCut, splitAtRules, toLines } from './lines.ts';

const rule = `  ${'-'.repeat(40)}`;

test('lines lose blanks and carriage returns at their ends only', () => {
  expect(toLines('  a  \r\n\r\n b')).toEqual(['  a', '', ' b']);
});

test('a rule is dashes alone, a stray blank inside it included', () => {
  expect(isRule(rule)).toBe(true);
  expect(isRule(`  ${'-'.repeat(31)} ${'-'.repeat(30)} `)).toBe(true);
  expect(isRule('  MAC address : --------------')).toBe(false);
  expect(isRule('  --------')).toBe(false);
});

test('a table is cut into what stands before, its header, its rows and what stands behind', () => {
  const text = ['before', rule, ' ID', rule, ' 1', '', ' 2', rule].join('\n');
  expect(splitAtRules(text)).toEqual([['before'], [' ID'], [' 1', ' 2'], []]);
});

test('a reply with fewer sections than its screen has was cut; one with more is another screen', () => {
  const text = [rule, ' ID', rule, ' 1', rule].join('\n');
  expect(readSections(text, 'display x', 4)).toHaveLength(4);
  expect(() => readSections(text, 'display x', 5)).toThrow(
    expect.objectContaining({ code: 'olt.parse_failed' }),
  );
  expect(() => readSections(text, 'display x', 3)).toThrow(
    expect.objectContaining({ code: 'olt.parse_failed' }),
  );
});

test('an error quotes the line, but no password', () => {
  expect(parseFailed('display x', '   Port 9 : strange').details).toEqual({
    command: 'display x',
    line: 'Port 9 : strange',
  });
  expect(replyCut('display x', 'Number : 1\n   Password            : 0x3132(12)\n').message).not.toContain(
    '3132',
  );
  expect(replyCut('display x', '').details.line).toBe('(no reply)');
});
