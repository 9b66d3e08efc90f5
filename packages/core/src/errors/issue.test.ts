import { expect, test } from 'vitest';
import { formatIssue, formatPath } from './issue.ts';

test('an issue at the root is a sentence without a field', () => {
  expect(formatIssue({ path: [], code: 'required', params: {} }, 'en')).toBe('is required');
});

test('a code of a newer version still gives a sentence', () => {
  expect(formatIssue({ path: ['x'], code: 'from_the_future', params: {} }, 'es')).toBe('x: no es válido');
  expect(formatIssue({ path: ['x'], code: 'constructor', params: {} }, 'es')).toBe('x: no es válido');
});

test('numbers in a sentence take the decimal comma of the language', () => {
  const issue = { path: ['quantity'], code: 'not_enough_stock', params: { available: 12.5 } };
  expect(formatIssue(issue, 'pt-BR')).toBe('quantity: é mais que os 12,5 em estoque');
  expect(formatIssue(issue, 'en')).toBe('quantity: is more than the 12.5 in stock');
});

test('paths are written as people write them', () => {
  expect(formatPath(['closing', 'photos', 0, 'caption'])).toBe('closing.photos[0].caption');
  expect(formatPath([0, 'id'])).toBe('[0].id');
});
