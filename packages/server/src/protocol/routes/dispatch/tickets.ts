import { isFinished, Ticket, TicketPage, Timeline } from '@field/core';
import {
  AssignTicket,
  CancelTicket,
  DispatchFilter,
  HistoryPage,
  NewTicket,
  ScheduleTicket,
} from '@field/core/dispatch';
import type { SignedIn } from '../../../storage/storage.ts';
import type { Store } from '../../../storage/store.ts';
import { invalid } from '../../dispatch/issue-of.ts';
import { isWindow, mayWork, statusWithout } from '../../dispatch/judge-order.ts';
import { openNewTicket } from '../../dispatch/open-new-ticket.ts';
import { largestTimelinePage, pageOf } from '../../page-of.ts';
import { etagOf, isHeld, requireSeen } from '../../precondition.ts';
import { protocolError } from '../../protocol-errors.ts';
import { route } from '../../route.ts';
import { workError } from '../../work-errors.ts';

const defaultPage = 50;
const largestPage = 100;
const role = 'dispatcher';
const ifMatch = 'The ETag of the ticket as it was read.';
const answer = {
  status: 200,
  description: 'The ticket as it is now, with its ETag.',
  schema: Ticket,
} as const;
const problems = [
  'server.not_found',
  'server.ticket_closed',
  'server.ticket_changed',
  'server.precondition_required',
];

export const dispatchTicketRoutes = [
  route({
    kind: 'read',
    role,
    method: 'get',
    id: 'listCompanyTickets',
    path: '/v1/dispatch/tickets',
    summary: `The company's tickets by start of schedule, whoever has them, at most ${largestPage} a page.`,
    query: DispatchFilter,
    answer: { status: 200, description: 'One page and the counters of all that match.', schema: TicketPage },
    async handle({ query, store }) {
      const limit = Math.min(query.limit ?? defaultPage, largestPage);
      return { body: await store.dispatch.tickets.list({ ...query, limit }) };
    },
  }),
  route({
    kind: 'change',
    role,
    method: 'post',
    id: 'openTicket',
    path: '/v1/dispatch/tickets',
    summary: 'Opens a ticket for the company signed in for.',
    body: NewTicket,
    answer: { status: 201, description: 'The ticket, with its ETag.', headers: ['ETag'], schema: Ticket },
    async handle({ body, store, recordedAt, locale, signedIn }) {
      const ticket = await openNewTicket(store, body, { now: recordedAt, locale });
      return { body: ticket, headers: etagOf(ticket, signedIn) };
    },
  }),
  route({
    kind: 'read',
    role,
    method: 'get',
    id: 'readCompanyTicket',
    path: '/v1/dispatch/tickets/{ticketId}',
    summary: 'One ticket of the company.',
    answer: { status: 200, description: 'The ticket, with its ETag.', headers: ['ETag'], schema: Ticket },
    problems: ['server.not_found'],
    async handle({ request, params, store, signedIn }) {
      const ticket = await companyTicket(store, params.ticketId);
      const headers = etagOf(ticket, signedIn);
      if (isHeld(request, headers.etag)) return { status: 304, headers };
      return { body: ticket, headers };
    },
  }),
  route({
    kind: 'read',
    role,
    method: 'get',
    id: 'listCompanyTimeline',
    path: '/v1/dispatch/tickets/{ticketId}/timeline',
    summary: `The history of a ticket of the company, oldest first, at most ${largestTimelinePage} entries a page.`,
    query: HistoryPage,
    answer: { status: 200, description: 'Every entry with its author and times.', schema: Timeline },
    problems: ['server.not_found'],
    async handle({ query, params, store }) {
      const { id } = await companyTicket(store, params.ticketId);
      return { body: await store.dispatch.timeline.list(id, pageOf(query, largestTimelinePage)) };
    },
  }),
  route({
    kind: 'change',
    role,
    method: 'put',
    id: 'assignTicket',
    path: '/v1/dispatch/tickets/{ticketId}/assignment',
    summary:
      'Gives a ticket to a technician, or to nobody; whoever had it is told by delta sync. Ends a running visit.',
    body: AssignTicket,
    ifMatch,
    answer,
    problems,
    async handle({ request, params, body: { technicianId }, store, services, recordedAt, signedIn }) {
      const ticket = await openCompanyTicket(store, params.ticketId);
      requireSeen({ request, signedIn, services }, ticket);
      if (technicianId === ticket.technicianId) return { body: ticket, headers: etagOf(ticket, signedIn) };
      if (technicianId !== null && !(await mayWork(store.dispatch, technicianId, store.scope.companyId))) {
        throw invalid(['technicianId']);
      }
      await endVisit(store, ticket.id, recordedAt, 'rescheduled');
      const status = statusWithout(technicianId, ticket.schedule);
      return moved({ store, signedIn }, ticket.id, { technicianId, status }, recordedAt);
    },
  }),
  route({
    kind: 'change',
    role,
    method: 'put',
    id: 'scheduleTicket',
    path: '/v1/dispatch/tickets/{ticketId}/schedule',
    summary: 'Sets the window agreed with the customer, or takes it back.',
    body: ScheduleTicket,
    ifMatch,
    answer,
    problems,
    async handle({ request, params, body: { schedule }, store, services, recordedAt, signedIn }) {
      const ticket = await openCompanyTicket(store, params.ticketId);
      requireSeen({ request, signedIn, services }, ticket);
      if (!isWindow(schedule)) throw invalid(['schedule', 'endsAt']);
      const waits = ['open', 'scheduled', 'awaitingReschedule'].includes(ticket.status);
      const status = waits ? statusWithout(ticket.technicianId, schedule) : ticket.status;
      return moved({ store, signedIn }, ticket.id, { schedule, status }, recordedAt);
    },
  }),
  route({
    kind: 'change',
    role,
    method: 'post',
    id: 'cancelTicket',
    path: '/v1/dispatch/tickets/{ticketId}/cancellation',
    summary: 'Ends a ticket without work. The reason stands in its history; a running visit ends.',
    body: CancelTicket,
    ifMatch,
    answer,
    problems,
    async handle({ request, params, body: { reason }, store, services, occurredAt, recordedAt, signedIn }) {
      const { id, ...ticket } = await openCompanyTicket(store, params.ticketId);
      requireSeen({ request, signedIn, services }, { id, ...ticket });
      await endVisit(store, id, recordedAt, 'unresolved');
      const params_ = { text: reason };
      await store.dispatch.timeline.add({
        ticketId: id,
        kind: 'note',
        occurredAt,
        recordedAt,
        params: params_,
      });
      return moved({ store, signedIn }, id, { status: 'cancelled' }, recordedAt);
    },
  }),
];

/** A ticket of the company, whoever has it. @throws FieldError `server.not_found` */
async function companyTicket({ dispatch }: Store, ticketId: string): Promise<Ticket> {
  const ticket = await dispatch.tickets.find(ticketId);
  if (!ticket) throw protocolError('server.not_found');
  return ticket;
}

/** @throws FieldError `server.not_found`, `server.ticket_closed` */
async function openCompanyTicket(store: Store, ticketId: string): Promise<Ticket> {
  const ticket = await companyTicket(store, ticketId);
  if (isFinished(ticket.status)) throw workError('server.ticket_closed');
  return ticket;
}

async function endVisit(
  { dispatch: { visits } }: Store,
  ticketId: string,
  endedAt: string,
  outcome: 'rescheduled' | 'unresolved',
): Promise<void> {
  const running = await visits.findRunning(ticketId);
  if (running) await visits.end(running.id, endedAt, outcome);
}

async function moved(
  { store, signedIn }: { readonly store: Store; readonly signedIn: SignedIn },
  ticketId: string,
  move: Parameters<Store['dispatch']['tickets']['move']>[1],
  now: string,
) {
  await store.dispatch.tickets.move(ticketId, move, now);
  const ticket = await companyTicket(store, ticketId);
  return { body: ticket, headers: etagOf(ticket, signedIn) };
}
