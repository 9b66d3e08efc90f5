import { expect, test } from 'vitest';
import { rememberLast } from './remember-last.ts';

test('what was used lately is made once, what was not is made again', () => {
  const made: string[] = [];
  const remember = rememberLast(4, (key) => {
    made.push(key);
    return { key };
  });
  const first = remember('a');
  remember('b');
  expect(remember('a')).toBe(first);
  remember('c');
  expect(remember('a')).toBe(first);
  remember('b');
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});
