import { expect, test } from 'vitest';
import { evaluateClosing, issueTexts, locales, TimelineKind, wordsOf } from '../src/index.ts';
import { findingTexts, timelineTexts } from '../src/texts/index.ts';

const catalogues = { issueTexts, findingTexts, timelineTexts } as const;
const rows = Object.entries(catalogues).flatMap(([name, texts]) =>
  Object.entries<Readonly<Record<string, string>>>(texts).map(([code, text]) => [name, code, text] as const),
);

test.each(rows)('%s %s has a text in every language, with the same placeholders', (_, code, texts) => {
  expect(Object.keys(texts).sort()).toEqual([...locales].sort());
  const placeholders = (text = '') => [...(text.match(/\{\w+\}/g) ?? [])].sort();
  for (const locale of locales) {
    expect(texts[locale]?.trim(), `${code} in ${locale}`).toBeTruthy();
    expect(placeholders(texts[locale]), `${code} in ${locale}`).toEqual(placeholders(texts.en));
  }
});

test('every kind of timeline entry and every finding of an empty closing has texts', () => {
  expect(Object.keys(timelineTexts).sort()).toEqual([...wordsOf(TimelineKind)].sort());
  for (const finding of evaluateClosing({}, { status: 'completed' })) {
    expect(findingTexts).toHaveProperty([finding.code.replace('closing.', '')]);
  }
});
