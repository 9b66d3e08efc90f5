import { check, isFinished, type Locale, samePonPort, type Ticket } from '@field/core';
import { DeclareOutage, type Outage } from '@field/core/dispatch';
import { largestPages, listPage } from './list-page.ts';
import { accept, refuse } from './reply.ts';
import { change, type Route, read } from './route.ts';
import type { Scope, World } from './world.ts';

const intro = { en: 'Mass outage', 'pt-BR': 'Queda em massa', es: 'Caída masiva' } as const;

/** Mass outages: the dispatcher declares and ends them, the technician is told. */
export function createOutageRoutes(world: World): Route[] {
  /** As one company sees it. */
  const shown = (outage: Outage, scope: Scope): Outage => {
    const mine = new Set(world.companyTickets(scope).map(({ id }) => id));
    return { ...outage, ticketIds: outage.ticketIds.filter((id) => mine.has(id)).sort() };
  };
  const find = (outageId = '') =>
    world.outages.find(({ id }) => id === outageId) ?? refuse('server.not_found');
  return [
    read('GET /v1/dispatch/outages', ({ query, scope }) => {
      const runs = ({ endedAt }: Outage) => (endedAt === null ? 0 : 1);
      const items = [...world.outages].reverse().sort((a, b) => runs(a) - runs(b));
      const page = listPage(query, 'outages', items, largestPages.outages);
      return { status: 200, body: { ...page, items: page.items.map((outage) => shown(outage, scope)) } };
    }),
    change('POST /v1/dispatch/outages', ({ json, locale, scope }) => {
      const { note, oltId, pon } = accept(check(DeclareOutage, json()));
      if (!oltsOf(world).includes(oltId)) {
        refuse('core.invalid_input', [{ path: ['oltId'], code: 'invalid', params: {} }]);
      }
      const startedAt = world.now();
      const outage = {
        id: world.nextId('outage'),
        oltId,
        pon,
        note,
        startedAt,
        endedAt: null,
        ticketIds: [],
      };
      world.outages.push(outage);
      for (const { ticket } of [...world.tickets.values()]) {
        if (linkOutage(world, scope, ticket, locale, [outage])) world.update(ticket.id, {});
      }
      return { status: 201, body: shown(outage, scope) };
    }),
    change('POST /v1/dispatch/outages/{outageId}/end', ({ params, scope }) => {
      const outage = find(params.outageId);
      outage.endedAt ??= world.now();
      return { status: 200, body: shown(outage, scope) };
    }),
    read('GET /v1/tickets/{ticketId}/outage', ({ params, scope }) => {
      const ticket = world.ticketOf(scope, params.ticketId ?? '');
      const newest = world.outages.findLast(({ ticketIds }) => ticketIds.includes(ticket.id));
      if (!newest) return { status: 200, body: { outage: null } };
      const { endedAt, id, note, startedAt } = newest;
      return { status: 200, body: { outage: { id, note, startedAt, endedAt } } };
    }),
  ];
}

/** Links an open ticket to the outage that explains it, and says so on its timeline. */
export function linkOutage(
  world: World,
  scope: Scope,
  { id, network: { onu }, status }: Ticket,
  locale: Locale,
  among: readonly Outage[] = world.outages.filter(({ endedAt }) => endedAt === null),
): boolean {
  const outage = among.find(({ oltId, pon }) => onu?.oltId === oltId && samePonPort(onu.address, pon));
  if (!outage || isFinished(status)) return false;
  outage.ticketIds.push(id);
  const params = { text: `${intro[locale]}: ${outage.note}` };
  world.addEntry(scope, { ticketId: id, kind: 'note', occurredAt: world.now(), params });
  return true;
}

function oltsOf({ data, tickets }: World): string[] {
  const ofTickets = [...tickets.values()].flatMap(({ ticket }) => ticket.network.onu?.oltId ?? []);
  return [
    ...ofTickets,
    ...data.ctos.flatMap(({ oltId }) => oltId ?? []),
    ...data.waitingOnus.map(({ oltId }) => oltId),
  ];
}
