import { check, type Person, type Schedule, type Ticket } from '@field/core';
import {
  AssignTicket,
  CancelTicket,
  type ClosingRecord,
  DispatchFilter,
  NewTicket,
  type PersonRecord,
  type Product,
  ScheduleTicket,
} from '@field/core/dispatch';
import { evidenceOf, shownEvidence } from './evidence-routes.ts';
import { largestPages, listPage } from './list-page.ts';
import { linkOutage } from './outage-routes.ts';
import { accept, type Reply, refuse } from './reply.ts';
import { type AskedBy, change, type Route, read } from './route.ts';
import { filterIn, pageOf } from './ticket-page.ts';
import { endVisit, etagOf, timelinePage } from './ticket-routes.ts';
import type { Scope, World } from './world.ts';

const base = '/v1/dispatch/tickets';

/** What a dispatcher's screen asks and does: everybody's tickets of the company, reports, people, stock. */
export function createDispatchRoutes(world: World): Route[] {
  const { catalogues, technicians } = world.data;

  function mayWork(personId: string, { companyId }: Scope): boolean {
    return technicians.some(({ companyIds, id }) => id === personId && companyIds.includes(companyId));
  }

  /** Takes a change to a ticket somebody may have changed meanwhile. */
  function changed(asked: AskedBy, move: (ticket: Ticket) => Partial<Ticket>): Reply {
    const ticket = world.openCompanyTicket(asked.scope, asked.params.ticketId ?? '');
    const seen = asked.request.headers.get('if-match');
    if (seen !== null && seen !== etagOf(ticket).etag) refuse('server.ticket_changed');
    const told = move(ticket);
    const body = Object.keys(told).length > 0 ? world.update(ticket.id, told) : ticket;
    return { status: 200, body, headers: etagOf(body) };
  }

  return [
    read(`GET ${base}`, ({ query, scope }) => {
      const { assigned, technicianId, ...filter } = filterIn(query, (value) => check(DispatchFilter, value));
      const tickets = world.companyTickets(scope).filter((ticket) => {
        if (assigned && (assigned === 'yes') !== (ticket.technicianId !== null)) return false;
        return technicianId === undefined || ticket.technicianId === technicianId;
      });
      return { status: 200, body: pageOf(tickets, filter) };
    }),
    change(`POST ${base}`, ({ json, locale, scope }) => {
      const ticket = world.add(newTicket(world, scope, accept(check(NewTicket, json())), mayWork));
      linkOutage(world, scope, ticket, locale);
      return { status: 201, body: ticket, headers: etagOf(ticket) };
    }),
    read(`GET ${base}/{ticketId}`, ({ params, request, scope }) => {
      const ticket = world.companyTicket(scope, params.ticketId ?? '');
      const headers = etagOf(ticket);
      if (request.headers.get('if-none-match') === headers.etag) return { status: 304, headers };
      return { status: 200, body: ticket, headers };
    }),
    read(`GET ${base}/{ticketId}/timeline`, ({ params, query, scope }) => {
      const { id } = world.companyTicket(scope, params.ticketId ?? '');
      return { status: 200, body: timelinePage(world, id, query) };
    }),
    change(`PUT ${base}/{ticketId}/assignment`, (asked) => {
      const { technicianId } = accept(check(AssignTicket, asked.json()));
      return changed(asked, (ticket) => {
        if (technicianId === ticket.technicianId) return {};
        if (technicianId !== null && !mayWork(technicianId, asked.scope)) refuseFields(['technicianId']);
        endVisit(world, ticket.id, world.now(), 'rescheduled');
        return { technicianId, status: statusWithout(technicianId, ticket.schedule) };
      });
    }),
    change(`PUT ${base}/{ticketId}/schedule`, (asked) => {
      const { schedule } = accept(check(ScheduleTicket, asked.json()));
      return changed(asked, ({ status, technicianId }) => {
        if (!isWindow(schedule)) refuseFields(['schedule', 'endsAt']);
        const waits = ['open', 'scheduled', 'awaitingReschedule'].includes(status);
        return { schedule, status: waits ? statusWithout(technicianId, schedule) : status };
      });
    }),
    change(`POST ${base}/{ticketId}/cancellation`, (asked) => {
      const { reason } = accept(check(CancelTicket, asked.json()));
      return changed(asked, ({ id }) => {
        endVisit(world, id, world.now(), 'unresolved');
        const params = { text: reason };
        world.addEntry(asked.scope, { ticketId: id, kind: 'note', occurredAt: asked.occurredAt, params });
        return { status: 'cancelled' };
      });
    }),
    read(`GET ${base}/{ticketId}/closing`, ({ params, scope }) => {
      const { id } = world.companyTicket(scope, params.ticketId ?? '');
      const closing =
        (world.closings.get(id) as ClosingRecord['closing']) ?? refuse('server.closing_missing');
      const closed = world.timeline.find(({ kind, ticketId }) => ticketId === id && kind === 'closed');
      const { author, recordedAt } = closed ?? refuse('server.closing_missing');
      const body: ClosingRecord = {
        closing,
        closedBy: author as Person,
        recordedAt,
        products: world.uses.filter(({ ticketId }) => ticketId === id),
        evidence: evidenceOf(world, id),
      };
      return { status: 200, body };
    }),
    read('GET /v1/dispatch/evidence/{evidenceId}', ({ params, scope }) => {
      const found = world.evidence.find(({ id }) => id === params.evidenceId) ?? refuse('server.not_found');
      world.companyTicket(scope, found.ticketId);
      return shownEvidence(found);
    }),
    read('GET /v1/dispatch/people', ({ query }) => ({
      status: 200,
      body: listPage(query, 'people', peopleOf(world), largestPages.people),
    })),
    read('GET /v1/dispatch/catalogues', () => ({
      status: 200,
      body: { ...catalogues, problemCodes: problemCodesOf(world) },
    })),
    read('GET /v1/dispatch/products', ({ query }) => ({
      status: 200,
      body: listPage(query, 'products', productsOf(world), largestPages.list),
    })),
    read('GET /v1/dispatch/people/{personId}/stock', ({ params: { personId = '' } }) => {
      if (!technicians.some(({ id }) => id === personId)) refuse('server.not_found');
      return { status: 200, body: { items: world.stock.get(personId) ?? [] } };
    }),
  ];
}

type MayWork = (personId: string, scope: Scope) => boolean;

/** A ticket for the company signed in for; its contract is one that another ticket has. */
function newTicket(world: World, scope: Scope, order: NewTicket, mayWork: MayWork): Ticket {
  const {
    contractId,
    location = null,
    protocol,
    schedule = null,
    subcategory = null,
    technicianId = null,
  } = order;
  const tickets = [...world.tickets.values()].map(({ ticket }) => ticket);
  const problemCode = problemCodesOf(world).find(({ code }) => code === order.problemCode);
  const contract = tickets.find((ticket) => ticket.contractId === contractId);
  const wrong = [
    ...(problemCode ? [] : [['problemCode']]),
    ...(contract ? [] : [['contractId']]),
    ...(technicianId === null || mayWork(technicianId, scope) ? [] : [['technicianId']]),
    ...(isWindow(schedule) ? [] : [['schedule', 'endsAt']]),
    ...(protocol && tickets.some((ticket) => ticket.protocol === protocol) ? [['protocol']] : []),
  ];
  if (!problemCode || !contract || wrong.length > 0) return refuseFields(...wrong);
  const id = world.nextId('ticket');
  const now = world.now();
  return {
    id,
    protocol: protocol ?? `${now.slice(0, 10).replaceAll('-', '')}-${world.revision + 1}`,
    status: statusWithout(technicianId, schedule),
    contractId,
    companyId: scope.companyId,
    technicianId,
    problemCode,
    subcategory,
    schedule,
    priority: order.priority ?? 'normal',
    address: order.address,
    location,
    customer: order.customer,
    network: contract.network,
    openedAt: now,
    updatedAt: now,
    version: 1,
  };
}

function refuseFields(...paths: readonly string[][]): never {
  return refuse(
    'core.invalid_input',
    paths.map((path) => ({ path, code: 'invalid', params: {} })),
  );
}

function isWindow(schedule: Schedule | null): boolean {
  return schedule === null || Date.parse(schedule.endsAt) > Date.parse(schedule.startsAt);
}

function statusWithout(technicianId: string | null, schedule: Schedule | null): Ticket['status'] {
  if (technicianId !== null) return 'assigned';
  return schedule === null ? 'open' : 'scheduled';
}

function peopleOf({ data }: World): PersonRecord[] {
  const people = data.technicians.map(({ companyIds, id, name, role = 'technician', username }) => ({
    id,
    name,
    username,
    role,
    companyIds: [...companyIds],
    active: true,
  }));
  return people.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function problemCodesOf({ data }: World): readonly Ticket['problemCode'][] {
  if (data.problemCodes) return data.problemCodes;
  return [...new Map(data.tickets.map(({ problemCode }) => [problemCode.code, problemCode])).values()];
}

/** What anybody carried when it started, by name. */
function productsOf({ data }: World): Product[] {
  const items = Object.values(data.stock)
    .flat()
    .map(({ kind, name, productId, unit }) => [productId, { id: productId, name, unit, kind }] as const);
  return [...new Map(items).values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
