import { expect, test } from 'vitest';
import { ticket } from '../../test/samples.ts';
import { check, locales } from '../index.ts';
import { Ctos, formatRemoval, RemovalReason, TicketChanges } from './index.ts';

test('changes name what came and why what left has left', () => {
  const changes = { items: [ticket()], removed: [{ ticketId: 't-2', reason: 'reassigned' }] };
  expect(check(TicketChanges, { ...changes, complete: true, nextCursor: 'c' }).ok).toBe(true);
  const wrong = check(TicketChanges, {
    ...changes,
    removed: [{ ticketId: 't', reason: 'lost' }],
    complete: 1,
    nextCursor: '',
  });
  expect(wrong.ok ? [] : wrong.issues.map(({ path }) => path.join('.'))).toEqual([
    'removed.0.reason',
    'complete',
    'nextCursor',
  ]);
});

test('every reason has a sentence of its own in every language', () => {
  const reasons = ['reassigned', 'closed', 'outsideWindow', 'unknown'] as const;
  expect(check(RemovalReason, 'closed').ok).toBe(true);
  const sentences = locales.flatMap((locale) => reasons.map((reason) => formatRemoval({ reason }, locale)));
  expect(new Set(sentences).size).toBe(12);
});

test('a CTO may be without a place, an OLT and a port', () => {
  const bare = { id: 'cto-1', name: 'CTO-14', location: null, ports: 16, oltId: null, pon: null };
  expect(check(Ctos, { items: [bare] })).toEqual({ ok: true, value: { items: [bare] } });
});
