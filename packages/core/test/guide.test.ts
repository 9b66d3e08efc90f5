import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ClosingPolicy, ClosingRequirement, check, wordsOf } from '../src/index.ts';

const guide = readFileSync(new URL('../../../docs/guides/closing-policy.md', import.meta.url), 'utf8');

test('the document in the guide is a policy', () => {
  const [, json = ''] = /```json\n([\s\S]*?)```/.exec(guide) ?? [];
  const document = JSON.parse(json);
  expect(check(ClosingPolicy, document)).toEqual({ ok: true, value: document });
});

test('the guide names everything a rule can demand', () => {
  const rows = guide.split('\n').filter((line) => line.startsWith('| `') && !line.startsWith('| `require`'));
  const named = rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, word]) => word),
  );
  expect(named.sort()).toEqual([...wordsOf(ClosingRequirement)].sort());
});
