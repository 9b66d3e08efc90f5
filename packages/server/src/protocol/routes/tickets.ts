import { PppoeCredentials, Ticket, TicketFilter, TicketPage, Timeline, UpdateLocation } from '@field/core';
import { HistoryPage } from '@field/core/dispatch';
import { largestTimelinePage, pageOf } from '../page-of.ts';
import { etagOf, isHeld, requireSeen } from '../precondition.ts';
import { route } from '../route.ts';
import { openTicket, visibleTicket } from '../ticket-access.ts';
import { workError } from '../work-errors.ts';

const defaultPage = 50;
const largestPage = 100;

export const ticketRoutes = [
  route({
    kind: 'read',
    method: 'get',
    id: 'listTickets',
    path: '/v1/tickets',
    summary: `The technician's tickets by start of schedule, at most ${largestPage} a page.`,
    query: TicketFilter,
    answer: { status: 200, description: 'One page and the counters of all that match.', schema: TicketPage },
    async handle({ query, store, services, signedIn }) {
      const asked = { ...query, limit: Math.min(query.limit ?? defaultPage, largestPage) };
      return { json: await services.lists.json(signedIn, asked, () => store.tickets.list(asked)) };
    },
  }),
  route({
    kind: 'read',
    method: 'get',
    id: 'readTicket',
    path: '/v1/tickets/{ticketId}',
    summary: 'One ticket.',
    answer: { status: 200, description: 'The ticket, with its ETag.', headers: ['ETag'], schema: Ticket },
    problems: ['server.not_found'],
    async handle({ request, params, store, signedIn }) {
      const ticket = await visibleTicket(store, params.ticketId);
      const headers = etagOf(ticket, signedIn);
      if (isHeld(request, headers.etag)) return { status: 304, headers };
      return { body: ticket, headers };
    },
  }),
  route({
    kind: 'read',
    method: 'get',
    id: 'readPppoe',
    path: '/v1/tickets/{ticketId}/pppoe',
    summary: 'The PPPoE login and password of the contract. Who asked, and when, is kept.',
    answer: { status: 200, description: 'A secret: show it, do not keep it.', schema: PppoeCredentials },
    problems: ['server.not_found', 'server.pppoe_missing'],
    async handle({ params, services, signedIn, now }) {
      const body = await services.storage.change(signedIn.scope, async (store) => {
        const ticket = await visibleTicket(store, params.ticketId);
        const credentials = await store.contracts.readPppoe(ticket.id);
        if (!credentials) throw workError('server.pppoe_missing');
        await store.audit.add({
          action: 'pppoe.shown',
          ticketId: ticket.id,
          at: now.toISOString(),
          details: { contractId: ticket.contractId, login: credentials.login },
        });
        return credentials;
      });
      return { body };
    },
  }),
  route({
    kind: 'change',
    method: 'put',
    id: 'updateLocation',
    path: '/v1/tickets/{ticketId}/location',
    summary: 'Corrects where the address is on the map.',
    body: UpdateLocation,
    ifMatch: 'The ETag of the ticket as it was read.',
    answer: { status: 200, description: 'The ticket as it is now, with its ETag.', schema: Ticket },
    problems: [
      'server.not_found',
      'server.ticket_closed',
      'server.ticket_changed',
      'server.precondition_required',
    ],
    async handle({ request, params, body, store, services, recordedAt, signedIn }) {
      const ticket = await openTicket(store, params.ticketId);
      requireSeen({ request, signedIn, services }, ticket);
      const { id } = ticket;
      await store.tickets.update(id, { location: body.location }, recordedAt);
      await store.timeline.add({
        ticketId: id,
        kind: 'locationUpdated',
        occurredAt: body.occurredAt,
        recordedAt,
        params: { location: body.location },
      });
      const moved = await visibleTicket(store, id);
      return { body: moved, headers: etagOf(moved, signedIn) };
    },
  }),
  route({
    kind: 'read',
    method: 'get',
    id: 'listTimeline',
    path: '/v1/tickets/{ticketId}/timeline',
    summary: `The history of a ticket, oldest first, at most ${largestTimelinePage} entries a page.`,
    query: HistoryPage,
    answer: { status: 200, description: 'Every entry with its author and times.', schema: Timeline },
    problems: ['server.not_found'],
    async handle({ query, params, store }) {
      const { id } = await visibleTicket(store, params.ticketId);
      return { body: await store.timeline.list(id, pageOf(query, largestTimelinePage)) };
    },
  }),
];
