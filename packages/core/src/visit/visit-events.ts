import type { TicketStatus } from '../ticket/ticket.ts';
import type { Transition } from '../ticket/ticket-events.ts';
import type { Visit, VisitOutcome } from './visit.ts';

/** Where one trip to a customer stands. */
export type VisitState = 'notStarted' | 'open' | 'ended';

/** Why a visit cannot start or end; texts are in `formatRefusal`. */
export type VisitRefusal =
  | 'visit.not_started'
  | 'visit.already_open'
  | 'visit.ended'
  | 'visit.ends_before_start';

/** The state of a visit; `undefined` is one that did not start. */
export function visitState(visit: Pick<Visit, 'endedAt'> | undefined): VisitState {
  if (!visit) return 'notStarted';
  return visit.endedAt === null ? 'open' : 'ended';
}

/** Where an event leads a visit, or why it is not possible. A ticket has many visits; an ended one stays ended. */
export function nextVisitState(
  state: VisitState,
  event: 'start' | 'end',
): Transition<VisitState, VisitRefusal> {
  if (state === 'ended') return { ok: false, reason: 'visit.ended' };
  if (event === 'start') {
    return state === 'open' ? { ok: false, reason: 'visit.already_open' } : { ok: true, state: 'open' };
  }
  return state === 'open' ? { ok: true, state: 'ended' } : { ok: false, reason: 'visit.not_started' };
}

/** Whether a technician may start another visit: one at a time. */
export function mayStartVisit(
  visits: readonly Pick<Visit, 'technicianId' | 'endedAt'>[],
  technicianId: string,
): Transition<VisitState, VisitRefusal> {
  const open = visits.some((visit) => visit.technicianId === technicianId && visitState(visit) === 'open');
  return nextVisitState(open ? 'open' : 'notStarted', 'start');
}

/** Whether a visit may end at this moment. */
export function mayEndVisit(
  visit: Pick<Visit, 'startedAt' | 'endedAt'> | undefined,
  endedAt: string,
): Transition<VisitState, VisitRefusal> {
  if (visit && visitState(visit) === 'open' && Date.parse(endedAt) < Date.parse(visit.startedAt)) {
    return { ok: false, reason: 'visit.ends_before_start' };
  }
  return nextVisitState(visitState(visit), 'end');
}

/** The state a ticket has after a visit that ended like this. */
export function ticketStatusAfter(outcome: VisitOutcome): TicketStatus {
  switch (outcome) {
    case 'resolved':
      return 'completed';
    case 'unresolved':
    case 'customerRefused':
      return 'completedUnresolved';
    case 'needsMaterial':
    case 'networkFault':
      return 'paused';
    default:
      return 'awaitingReschedule';
  }
}
