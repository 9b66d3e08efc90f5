import { expect, test } from 'vitest';
import type { Outgoing } from './backend-store.ts';
import { nextOutgoing } from './next-outgoing.ts';

const now = '2026-03-02T12:00:00.000Z';

function operation(number: number, changes: Partial<Outgoing> = {}): Outgoing {
  return {
    number,
    id: `o-${number}`,
    ticketId: 't-1',
    foreignId: '1',
    technicianId: 'ana',
    kind: 'note',
    params: {},
    occurredAt: now,
    recordedAt: now,
    state: 'waiting',
    attempts: 0,
    nextAt: now,
    heldUntil: null,
    problem: null,
    ...changes,
  };
}

const next = (operations: readonly Outgoing[], awaiting: readonly string[] = [], at = now) =>
  nextOutgoing(operations, new Set(awaiting), at)?.number;

test('operations of a ticket go in order, and none waits for another ticket', () => {
  const later = '2026-03-02T12:00:01.000Z';
  expect(next([operation(1), operation(2)])).toBe(1);
  expect(next([operation(1, { nextAt: later }), operation(2)])).toBe(undefined);
  expect(next([operation(1, { state: 'refused' }), operation(2), operation(3, { ticketId: 't-2' })])).toBe(3);
  expect(next([operation(1, { state: 'sending', heldUntil: later }), operation(2)])).toBe(undefined);
});

test('what a process left behind is taken over when its time is over', () => {
  const left = { state: 'sending', heldUntil: '2026-03-02T11:59:59.000Z' } as const;
  expect(next([operation(1, left)])).toBe(1);
  expect(next([operation(1, { ...left, state: 'unknown' })])).toBe(1);
  expect(next([operation(1, { state: 'unknown', nextAt: '2026-03-02T12:00:30.000Z' })])).toBe(undefined);
});

test('a closing goes behind the photos that came after it, and waits a day for those that were promised', () => {
  const closed = operation(1, { kind: 'closed' });
  const photo = operation(2, { kind: 'evidenceAdded' });
  expect(next([closed, photo])).toBe(2);
  expect(next([closed], ['t-1'])).toBe(undefined);
  expect(next([closed, photo], ['t-1'])).toBe(2);
  expect(next([closed], ['t-1'], '2026-03-03T12:00:00.000Z')).toBe(1);
  expect(next([closed])).toBe(1);
});
