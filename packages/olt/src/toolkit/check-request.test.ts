import { expect, test } from 'vitest';
import { checkText, checkWhole } from './check-request.ts';

const rule = { min: 1, max: 8, blanks: true };

test.each([
  'a"b',
  "a'b",
  'a\\b',
  'a?',
  'a\rb',
  'a\nb',
  'a\tb',
  '\u0003',
  'João',
  '',
  'too long it',
  ' a',
  'a ',
])('a text that could mean more than itself in a command is refused: %j', (text) => {
  expect(() => checkText('description', text, rule)).toThrow(
    expect.objectContaining({
      code: 'olt.bad_request',
      details: expect.objectContaining({ field: 'description' }),
    }),
  );
});

test('blanks are refused where a command takes one word', () => {
  expect(checkText('a', 'x y', rule)).toBe('x y');
  expect(() => checkText('a', 'x y', { ...rule, blanks: false })).toThrow(
    expect.objectContaining({ code: 'olt.bad_request' }),
  );
});

test.each([0, 4095, 1.5, Number.NaN, '7' as unknown as number])('%j is no VLAN', (value) => {
  expect(() => checkWhole('vlan', value, 1, 4094)).toThrow(
    expect.objectContaining({ code: 'olt.bad_request' }),
  );
});
