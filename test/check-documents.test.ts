import { expect, test } from 'vitest';
import { checkDocuments, findMissing } from '../scripts/check/documents.mjs';

test('the documents name nothing that is not there', async () => {
  await expect(checkDocuments()).resolves.toMatch(/^\d{2,} documents$/);
});

test('a dead link, a heading, a script and a setting that are gone are named', () => {
  const text = [
    '# Where to begin',
    '[here](#where-to-begin) [map](../ARCHITECTURE.md#the-tree) [web](https://example.org)',
    '[gone](gone.md) [nowhere](#nowhere) [other](../README.md#nowhere)',
    'Run `npm run check`, then `npm run shine`; `FIELD_RECORDINGS` and `FIELD_NOBODY_READS` are read.',
    '```md',
    '[in code](gone.md)',
    '```',
  ].join('\n');
  expect(findMissing('docs/start.md', text)).toEqual([
    '  docs/start.md: gone.md',
    '  docs/start.md: #nowhere',
    '  docs/start.md: ../README.md#nowhere',
    '  docs/start.md: npm run shine',
    '  docs/start.md: FIELD_NOBODY_READS',
  ]);
});
