import { describe, expect, test } from 'vitest';
import { wordsOf } from '../schema/schema.ts';
import { VisitOutcome } from '../visit/visit.ts';
import {
  mayEndVisit,
  mayStartVisit,
  nextVisitState,
  ticketStatusAfter,
  visitState,
} from '../visit/visit-events.ts';
import { TicketStatus } from './ticket.ts';
import { listTicketEvents, nextTicketStatus } from './ticket-events.ts';

/** What each event does in each state: the next state, or the reason against it. */
const expected: Record<string, Partial<Record<string, string>>> = {
  schedule: { paused: 'scheduled', enRoute: 'already_started', inProgress: 'already_started' },
  assign: { paused: 'assigned', enRoute: 'already_started', inProgress: 'already_started' },
  depart: { paused: 'enRoute', enRoute: 'already_started', inProgress: 'already_started' },
  start: { paused: 'inProgress', enRoute: 'inProgress', inProgress: 'already_started' },
  pause: { '*': 'not_started', enRoute: 'paused', inProgress: 'paused', paused: 'not_started' },
  resume: { '*': 'not_paused', enRoute: 'not_paused', inProgress: 'not_paused', paused: 'inProgress' },
  awaitReschedule: {
    enRoute: 'awaitingReschedule',
    inProgress: 'awaitingReschedule',
    paused: 'awaitingReschedule',
  },
  complete: { '*': 'not_started', enRoute: 'not_started', inProgress: 'completed', paused: 'completed' },
  completeUnresolved: {
    '*': 'not_started',
    enRoute: 'not_started',
    inProgress: 'completedUnresolved',
    paused: 'completedUnresolved',
  },
  cancel: { enRoute: 'cancelled', inProgress: 'cancelled', paused: 'cancelled' },
  reopen: {
    '*': 'not_finished',
    enRoute: 'not_finished',
    inProgress: 'not_finished',
    paused: 'not_finished',
  },
};
const target: Record<string, string> = {
  schedule: 'scheduled',
  assign: 'assigned',
  depart: 'enRoute',
  start: 'inProgress',
  pause: 'paused',
  resume: 'inProgress',
  awaitReschedule: 'awaitingReschedule',
  complete: 'completed',
  completeUnresolved: 'completedUnresolved',
  cancel: 'cancelled',
  reopen: 'open',
};

describe.each(listTicketEvents())('%s', (event) => {
  test.each(wordsOf(TicketStatus))('from %s', (status) => {
    const finished = ['completed', 'completedUnresolved', 'cancelled'].includes(status);
    const outcome = finished
      ? event === 'reopen'
        ? 'open'
        : 'finished'
      : status === 'unknown'
        ? target[event]
        : (expected[event]?.[status] ?? expected[event]?.['*'] ?? target[event]);
    const next = nextTicketStatus(status, event);
    expect(next.ok ? next.state : next.reason.replace('ticket.', '')).toBe(outcome);
  });
});

test('guards say why not', () => {
  const mine = { technicianId: 'a', actorId: 'a' };
  expect(nextTicketStatus('assigned', 'start', mine)).toEqual({ ok: true, state: 'inProgress' });
  expect(nextTicketStatus('assigned', 'start', { ...mine, actorId: 'b' })).toEqual({
    ok: false,
    reason: 'ticket.not_yours',
  });
  expect(nextTicketStatus('assigned', 'cancel', { ...mine, actorId: 'b' }).ok).toBe(true);
  expect(nextTicketStatus('paused', 'assign', { visitOpen: true })).toEqual({
    ok: false,
    reason: 'ticket.visit_open',
  });
});

test('a visit starts once, ends once, and not before it started', () => {
  expect(nextVisitState('notStarted', 'start')).toEqual({ ok: true, state: 'open' });
  expect(nextVisitState('notStarted', 'end')).toEqual({ ok: false, reason: 'visit.not_started' });
  expect(nextVisitState('open', 'start')).toEqual({ ok: false, reason: 'visit.already_open' });
  expect(nextVisitState('open', 'end')).toEqual({ ok: true, state: 'ended' });
  expect(nextVisitState('ended', 'start')).toEqual({ ok: false, reason: 'visit.ended' });
  expect(nextVisitState('ended', 'end')).toEqual({ ok: false, reason: 'visit.ended' });
  const visit = { technicianId: 'a', startedAt: '2026-01-31T14:00:00-03:00', endedAt: null };
  expect(mayEndVisit(visit, '2026-01-31T16:59:59Z')).toEqual({
    ok: false,
    reason: 'visit.ends_before_start',
  });
  expect(mayEndVisit(visit, '2026-01-31T17:00:00Z').ok).toBe(true);
  expect(mayEndVisit(undefined, '2026-01-31T17:00:00Z')).toEqual({ ok: false, reason: 'visit.not_started' });
  expect(visitState({ ...visit, endedAt: '2026-01-31T17:00:00Z' } as never)).toBe('ended');
});

test('a technician has one open visit at a time, and a ticket as many ended ones as it takes', () => {
  const ended = { technicianId: 'a', endedAt: '2026-01-30T10:00:00Z' };
  expect(mayStartVisit([ended, ended], 'a').ok).toBe(true);
  expect(mayStartVisit([ended, { technicianId: 'a', endedAt: null }], 'a')).toEqual({
    ok: false,
    reason: 'visit.already_open',
  });
  expect(mayStartVisit([{ technicianId: 'b', endedAt: null }], 'a').ok).toBe(true);
});

test('every outcome of a visit leads its ticket somewhere', () => {
  expect(
    Object.fromEntries(wordsOf(VisitOutcome).map((outcome) => [outcome, ticketStatusAfter(outcome)])),
  ).toEqual({
    resolved: 'completed',
    unresolved: 'completedUnresolved',
    customerRefused: 'completedUnresolved',
    customerAbsent: 'awaitingReschedule',
    accessBlocked: 'awaitingReschedule',
    rescheduled: 'awaitingReschedule',
    needsMaterial: 'paused',
    networkFault: 'paused',
  });
});
