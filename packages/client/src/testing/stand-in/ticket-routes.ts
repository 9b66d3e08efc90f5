import {
  CustomerAbsent,
  check,
  countTickets,
  filterTickets,
  StartVisit,
  type Ticket,
  TicketFilter,
  UpdateLocation,
} from '@field/core';
import { requireReady } from './judge-report.ts';
import { accept, refuse } from './reply.ts';
import { change, type Route, read } from './route.ts';
import type { World } from './world.ts';

const etagOf = ({ version }: Ticket) => ({ etag: `"${version}"` });
const lists = ['status', 'priority'];

export function createTicketRoutes(world: World): Route[] {
  return [
    read('GET /v1/tickets', ({ query, scope }) => {
      const given = [...new Set(query.keys())].map((name) => [
        name,
        lists.includes(name)
          ? query.getAll(name)
          : name === 'limit'
            ? Number(query.get(name))
            : query.get(name),
      ]);
      const { cursor, limit = 50, ...filter } = accept(check(TicketFilter, Object.fromEntries(given)));
      const all = filterTickets(
        world.ticketsOf(scope).map(({ ticket }) => ticket),
        filter,
      ).sort(bySchedule);
      const from = cursor === undefined ? 0 : all.findIndex(({ id }) => `after-${id}` === cursor) + 1;
      if (cursor !== undefined && from === 0) {
        refuse('core.invalid_input', [{ path: ['cursor'], code: 'invalid', params: {} }]);
      }
      const items = all.slice(from, from + Math.min(limit, 100));
      const more = from + items.length < all.length;
      const nextCursor = more ? `after-${items.at(-1)?.id}` : null;
      return { status: 200, body: { items, ...countTickets(all), nextCursor } };
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
    read('GET /v1/tickets/{ticketId}/timeline', ({ params, scope }) => {
      const { id } = world.ticketOf(scope, params.ticketId ?? '');
      return { status: 200, body: { items: world.timeline.filter(({ ticketId }) => ticketId === id) } };
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

/** As the server sorts: what has no date comes last. */
function bySchedule(a: Ticket, b: Ticket): number {
  const at = ({ schedule }: Ticket) => (schedule ? Date.parse(schedule.startsAt) : Number.MAX_SAFE_INTEGER);
  return at(a) - at(b) || (a.id < b.id ? -1 : 1);
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
