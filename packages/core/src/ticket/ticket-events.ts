import { isFinished } from './filter-tickets.ts';
import type { TicketStatus } from './ticket.ts';

/** What can happen to a ticket. */
export type TicketEvent = keyof typeof ticketEvents;

/** Why an event is not possible; texts are in `formatRefusal`. */
export type TicketRefusal =
  | 'ticket.finished'
  | 'ticket.not_finished'
  | 'ticket.not_started'
  | 'ticket.not_paused'
  | 'ticket.already_started'
  | 'ticket.not_yours'
  | 'ticket.visit_open';

/** The state after an event, or why there is none. */
export type Transition<State, Refusal> =
  | { readonly ok: true; readonly state: State }
  | { readonly ok: false; readonly reason: Refusal };

/** What is known beside the state; each guard is asked only where its facts are given. */
export interface TicketFacts {
  /** Who it is assigned to, and who acts. Only the assigned technician works on a ticket. */
  readonly technicianId?: string | null | undefined;
  readonly actorId?: string | undefined;
  /** Whether a visit is under way. A ticket is not handed over or scheduled during one. */
  readonly visitOpen?: boolean | undefined;
}

const waiting = ['open', 'scheduled', 'assigned', 'awaitingReschedule'] as const;
const working = ['enRoute', 'inProgress', 'paused'] as const;

/**
 * For each event the states it is possible in and the state it leads to. In `unknown`, a state of another system that
 * has no neutral name, every event is possible: that system decides.
 */
const ticketEvents = {
  schedule: { from: [...waiting, 'paused'], to: 'scheduled' },
  assign: { from: [...waiting, 'paused'], to: 'assigned' },
  depart: { from: [...waiting, 'paused'], to: 'enRoute' },
  start: { from: [...waiting, 'enRoute', 'paused'], to: 'inProgress' },
  pause: { from: ['enRoute', 'inProgress'], to: 'paused' },
  resume: { from: ['paused'], to: 'inProgress' },
  awaitReschedule: { from: [...waiting, ...working], to: 'awaitingReschedule' },
  complete: { from: ['inProgress', 'paused'], to: 'completed' },
  completeUnresolved: { from: ['inProgress', 'paused'], to: 'completedUnresolved' },
  cancel: { from: [...waiting, ...working], to: 'cancelled' },
  reopen: { from: ['completed', 'completedUnresolved', 'cancelled'], to: 'open' },
} as const satisfies Record<string, { from: readonly TicketStatus[]; to: TicketStatus }>;

/** Every {@link TicketEvent}. */
/* @__NO_SIDE_EFFECTS__ */
export function listTicketEvents(): TicketEvent[] {
  return Object.keys(ticketEvents) as TicketEvent[];
}

/** Where an event leads a ticket, or why it is not possible. Total: every state and event has an answer. */
export function nextTicketStatus(
  status: TicketStatus,
  event: TicketEvent,
  facts: TicketFacts = {},
): Transition<TicketStatus, TicketRefusal> {
  const { from, to } = ticketEvents[event] as { from: readonly TicketStatus[]; to: TicketStatus };
  if (status !== 'unknown' && !from.includes(status)) return refuse(whyNot(status, event));
  const works = working.some((state) => state === to) || event.startsWith('complete');
  if (works && facts.technicianId && facts.actorId && facts.technicianId !== facts.actorId) {
    return refuse('ticket.not_yours');
  }
  if (facts.visitOpen && (event === 'assign' || event === 'schedule')) return refuse('ticket.visit_open');
  return { ok: true, state: to };
}

function whyNot(status: TicketStatus, event: TicketEvent): TicketRefusal {
  if (isFinished(status)) return 'ticket.finished';
  if (event === 'reopen') return 'ticket.not_finished';
  if (event === 'resume') return 'ticket.not_paused';
  return event === 'pause' || event.startsWith('complete') ? 'ticket.not_started' : 'ticket.already_started';
}

function refuse(reason: TicketRefusal): { ok: false; reason: TicketRefusal } {
  return { ok: false, reason };
}
