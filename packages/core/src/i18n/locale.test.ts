import { expect, test } from 'vitest';
import { resolveLocale } from './locale.ts';

test.each([
  ['pt', 'pt-BR'],
  ['pt-PT', 'pt-BR'],
  ['PT_br', 'pt-BR'],
  ['es-419', 'es'],
  ['es', 'es'],
  ['en-GB', 'en'],
  ['de', 'en'],
  ['est', 'en'],
  ['', 'en'],
  [null, 'en'],
  [undefined, 'en'],
])('%j is served in %s', (tag, locale) => {
  expect(resolveLocale(tag)).toBe(locale);
});
