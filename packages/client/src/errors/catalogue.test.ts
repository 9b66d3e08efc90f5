import { findCatalogueGaps } from '@field/core/texts';
import { expect, test } from 'vitest';
import { defined } from './catalogue.ts';
import { outboxDefined } from './outbox-catalogue.ts';

test('every error has a message and a next step in every language', () => {
  expect(findCatalogueGaps(defined.catalogue)).toEqual([]);
  expect(findCatalogueGaps(outboxDefined.catalogue)).toEqual([]);
});
