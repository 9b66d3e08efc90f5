import {
  CustomerAbsent,
  check,
  Departure,
  StartVisit,
  type Ticket,
  TicketFilter,
  UpdateLocation,
} from '@field/core';
import { requireReady } from './judge-report.ts';
import { largestPages, listPage } from './list-page.ts';
import { accept, refuse } from './reply.ts';
import { change, type Route, read } from './route.ts';
import { filterIn, pageOf } from './ticket-page.ts';
import type { World } from './world.ts';

/** A ticket's version is its ETag. */
export const etagOf = ({ version }: Ticket) => ({ etag: `"${version}"` });
const departed = { en: 'On the way', 'pt-BR': 'Técnico a caminho', es: 'Técnico en camino' } as const;

export function createTicketRoutes(world: World): Route[] {
  return [
    read('GET /v1/tickets', ({ query, scope }) => {
      const filter = filterIn(query, (value) => check(TicketFilter, value));
      const tickets = world.ticketsOf(scope).map(({ ticket }) => ticket);
      return { status: 200, body: pageOf(tickets, filter) };
    }),
    read('GET /v1/tickets/{ticketId}', ({ params, request, scope }) => {
      const ticket = world.ticketOf(scope, params.ticketId ?? '');
      const headers = etagOf(ticket);
      if (request.headers.get('if-none-match') === headers.etag) return { status: 304, headers };
      return { status: 200, body: ticket, headers };
    }),
    read('GET /v1/tickets/{ticketId}/pppoe', ({ params, scope }) => {
      const { contractId } = world.ticketOf(scope, params.ticketId ?? '');
      return { status: 200, body: world.data.pppoe[contractId] ?? refuse('server.pppoe_missing') };
    }),
    read('GET /v1/tickets/{ticketId}/timeline', ({ params, query, scope }) => {
      const { id } = world.ticketOf(scope, params.ticketId ?? '');
      return { status: 200, body: timelinePage(world, id, query) };
    }),
    change('PUT /v1/tickets/{ticketId}/location', ({ json, params, request, scope }) => {
      const ticket = world.openTicketOf(scope, params.ticketId ?? '');
      const { location, occurredAt } = accept(check(UpdateLocation, json()));
      const seen = request.headers.get('if-match');
      if (seen !== null && seen !== etagOf(ticket).etag) refuse('server.ticket_changed');
      const moved = world.update(ticket.id, { location });
      world.addEntry(scope, {
        ticketId: ticket.id,
        kind: 'locationUpdated',
        occurredAt,
        params: { location },
      });
      return { status: 200, body: moved, headers: etagOf(moved) };
    }),
    change('POST /v1/tickets/{ticketId}/departure', ({ json, locale, params, scope }) => {
      const { id } = world.openTicketOf(scope, params.ticketId ?? '');
      const { location, occurredAt } = accept(check(Departure, json()));
      if (running(world, id)) refuse('server.visit_running');
      const body = world.update(id, { status: 'enRoute' });
      const told = { ...(location && { location }), text: departed[locale], outcome: 'enRoute' };
      world.addEntry(scope, { ticketId: id, kind: 'note', occurredAt, params: told });
      return { status: 200, body };
    }),
    change('POST /v1/tickets/{ticketId}/visits', ({ json, params, scope }) => {
      const ticket = world.openTicketOf(scope, params.ticketId ?? '');
      const { id } = ticket;
      const start = accept(check(StartVisit, json()));
      if (running(world, id)) refuse('server.visit_running');
      requireReady(world, ticket, start);
      const { location, startedAt } = start;
      const visit = {
        id: world.nextId('visit'),
        ticketId: id,
        technicianId: scope.technician.id,
        startedAt,
        startedFrom: location,
        endedAt: null,
        outcome: null,
      };
      world.visits.push(visit);
      world.update(id, { status: 'inProgress' });
      const place = location ? { location } : {};
      world.addEntry(scope, { ticketId: id, kind: 'visitStarted', occurredAt: startedAt, params: place });
      return { status: 201, body: visit };
    }),
    change('POST /v1/tickets/{ticketId}/customer-absent', ({ json, params, scope }) => {
      const { id } = world.openTicketOf(scope, params.ticketId ?? '');
      const { location, note, occurredAt } = accept(check(CustomerAbsent, json()));
      const visit = endVisit(world, id, occurredAt, 'customerAbsent') ?? {
        id: world.nextId('visit'),
        ticketId: id,
        technicianId: scope.technician.id,
        startedAt: occurredAt,
        startedFrom: location,
        endedAt: occurredAt,
        outcome: 'customerAbsent' as const,
      };
      if (!world.visits.includes(visit)) world.visits.push(visit);
      world.update(id, { status: 'awaitingReschedule' });
      const told = { ...(location && { location }), ...(note !== null && { text: note }) };
      world.addEntry(scope, { ticketId: id, kind: 'customerAbsent', occurredAt, params: told });
      return { status: 201, body: visit };
    }),
  ];
}

/** A page of a ticket's history, whoever asks. */
export function timelinePage(world: World, ticketId: string, query: URLSearchParams) {
  const entries = world.timeline.filter((entry) => entry.ticketId === ticketId);
  return listPage(query, `timeline ${ticketId}`, entries, largestPages.timeline);
}

function running(world: World, ticketId: string) {
  return world.visits.find((visit) => visit.ticketId === ticketId && visit.endedAt === null);
}

/** Ends the running visit of a ticket, where there is one. */
export function endVisit(
  world: World,
  ticketId: string,
  endedAt: string,
  outcome: World['visits'][number]['outcome'],
) {
  const visit = running(world, ticketId);
  if (!visit) return undefined;
  const ended = { ...visit, endedAt, outcome };
  world.visits[world.visits.indexOf(visit)] = ended;
  return ended;
}
