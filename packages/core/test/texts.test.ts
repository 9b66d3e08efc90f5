import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { conflictOperations } from '../src/conflicts/index.ts';
import { defineErrors, evaluateClosing, locales, TimelineKind, wordsOf } from '../src/index.ts';
import { createTexts, formatFinding, formatTimelineEntry, timelineTexts } from '../src/texts/index.ts';

const texts = createTexts();

test.each(Object.entries(texts.all))(
  '%s has a text in every language, with the same placeholders',
  (code, text) => {
    expect(Object.keys(text).sort()).toEqual([...locales].sort());
    const placeholders = (sentence = '') => [...(sentence.match(/\{\w+\}/g) ?? [])].sort();
    for (const locale of locales) {
      expect(text[locale]?.trim(), `${code} in ${locale}`).toBeTruthy();
      expect(placeholders(text[locale]), `${code} in ${locale}`).toEqual(placeholders(text.en));
    }
  },
);

test('every code that stands in the sources has a text', () => {
  const source = fileURLToPath(new URL('../src/', import.meta.url));
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?<!\.test)\.ts$/.test(file),
  );
  const codes = files.flatMap((file) =>
    [
      ...readFileSync(source + file, 'utf8').matchAll(
        /'((?:ticket|visit|closing|stock|evidence|conflict|urgency)\.[a-z_]+)'/g,
      ),
    ].map(([, code = '']) => code),
  );
  expect(new Set(codes).size).toBeGreaterThan(35);
  const operations: readonly string[] = conflictOperations;
  const lacking = [...new Set(codes)].filter(
    (code) => !Object.hasOwn(texts.all, code) && !operations.includes(code),
  );
  expect(lacking).toEqual([]);
});

test('every kind of timeline entry and every finding of an empty closing has texts', () => {
  expect(Object.keys(timelineTexts).sort()).toEqual([...wordsOf(TimelineKind)].sort());
  for (const finding of evaluateClosing({}, { status: 'completed' })) {
    expect(texts.finding(finding, 'pt-BR')).toBe(formatFinding(finding, 'pt-BR'));
    expect(texts.all).toHaveProperty([finding.code]);
  }
});

test('an app replaces a text and keeps the others', () => {
  const own = createTexts({ 'closing.photo_required': { 'pt-BR': 'Tire a foto: {count} de {min}!' } });
  const [photo] = evaluateClosing({}).filter(({ code }) => code === 'closing.photo_required');
  if (!photo) expect.unreachable();
  expect(own.finding(photo, 'pt-BR')).toBe('Tire a foto: 0 de 1!');
  expect(own.finding(photo, 'es')).toBe('Agregue al menos una foto.');
  expect(own.all['closing.photo_required']['pt-BR']).toContain('Tire a foto');
});

test('issues, timeline entries and errors are said through the same catalogue', () => {
  const issue = { path: ['closing', 'details'], code: 'wrong_type', params: { expected: 'string' } };
  expect(texts.issue(issue, 'pt-BR')).toBe('closing.details: deve ser um texto');
  expect(texts.issue({ ...issue, code: 'from_the_future' }, 'pt-BR')).toBe('closing.details: não é válido');
  expect(
    createTexts({ 'issue.required': { en: 'missing!' } }).issue(
      { path: [], code: 'required', params: {} },
      'en',
    ),
  ).toBe('missing!');
  const entry = { kind: 'productAdded', params: { name: 'CABO', quantity: 35.5, unit: 'metre' } } as const;
  expect(texts.timeline(entry, 'pt-BR')).toBe(formatTimelineEntry(entry, 'pt-BR'));
  const fail = defineErrors({
    'x.down': {
      en: ['{host} is down.', 'Wait.'],
      'pt-BR': ['{host} caiu.', 'Espere.'],
      es: ['{host} cayó.', 'Espere.'],
    },
  });
  expect(texts.error(fail('x.down', { host: 'olt' }), 'es')).toBe('olt cayó. Espere.');
  expect(createTexts({ 'x.down': { es: 'Sin {host}' } }).error(fail('x.down', { host: 'olt' }), 'es')).toBe(
    'Sin olt',
  );
});

test('a code nobody knows is shown as it is, inherited names included', () => {
  expect(texts.say('x.y', 'en')).toBe('x.y');
  expect(texts.say('constructor', 'en')).toBe('constructor');
});
