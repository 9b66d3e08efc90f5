import { expect, test } from 'vitest';
import { findCatalogueGaps } from '../texts/catalogue-gaps.ts';
import { clientErrorTexts } from './client-error-texts.ts';

test('every error has a message and a next step in every language', () => {
  expect(findCatalogueGaps(clientErrorTexts)).toEqual([]);
});
