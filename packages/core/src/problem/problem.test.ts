import { expect, test } from 'vitest';
import { toJsonPointer } from './problem.ts';

test('a field path becomes a JSON pointer', () => {
  expect(toJsonPointer(['closing', 'photos', 0])).toBe('/closing/photos/0');
  expect(toJsonPointer(['a/b', 'm~n'])).toBe('/a~1b/m~0n');
  expect(toJsonPointer([])).toBe('');
});
