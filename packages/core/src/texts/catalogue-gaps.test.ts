import { expect, test } from 'vitest';
import { findCatalogueGaps } from './catalogue-gaps.ts';

test('a complete catalogue has no gaps', () => {
  expect(
    findCatalogueGaps({
      'a.b': {
        en: ['{x} failed.', 'Wait.'],
        'pt-BR': ['{x} falhou.', 'Espere.'],
        es: ['{x} falló.', 'Espere.'],
      },
    }),
  ).toEqual([]);
});

test('an empty text and a placeholder one language lacks are named', () => {
  expect(
    findCatalogueGaps({
      'a.b': {
        en: ['{x} failed.', 'Wait.'],
        'pt-BR': ['Falhou.', 'Espere.'],
        es: ['{x} falló.', ' '],
      },
    }),
  ).toEqual(['a.b uses {} in pt-BR and {x} in en', 'a.b has no next step in es']);
});
