import { isFinished } from '@field/core';
import { normalizeDomain } from '@field/core/identifiers';
import type { TicketChanges } from '@field/core/sync';
import { largestPages, listPage } from './list-page.ts';
import { refuse } from './reply.ts';
import { type Route, read } from './route.ts';
import type { Scope, World } from './world.ts';

/** What there is to know before work begins: the provider, what changed, its lists. */
export function createDayRoutes(world: World, capabilities: readonly string[]): Route[] {
  const { catalogues, ctos, policies, tenant } = world.data;
  return [
    {
      kind: 'open',
      on: 'GET /.well-known/field-service.json',
      handle({ query, url }) {
        const domain = query.get('domain');
        if (domain !== null && domain !== '' && normalizeDomain(domain) === '')
          refuse('server.tenant_unknown');
        return { status: 200, body: { version: 1, ...tenant, apiUrl: url.origin, capabilities } };
      },
    },
    { kind: 'open', on: 'GET /healthz', handle: () => ({ status: 200, body: { status: 'ok' } }) },
    { kind: 'open', on: 'GET /readyz', handle: () => ({ status: 200, body: { status: 'ready' } }) },
    read('GET /v1/catalogues', () => ({ status: 200, body: catalogues })),
    read('GET /v1/policies', () => ({
      status: 200,
      body: { items: policies },
      headers: { etag: '"policies"' },
    })),
    read('GET /v1/ctos', ({ query }) => {
      const body = query.has('near')
        ? { items: ctos.filter(({ location }) => location !== null), nextCursor: null }
        : listPage(query, 'ctos', ctos, largestPages.list);
      return { status: 200, body, headers: { etag: '"ctos"' } };
    }),
    read('GET /v1/sync/tickets', ({ query, scope }) => {
      const limit = Math.min(Number(query.get('limit') ?? 100), 500);
      return {
        status: 200,
        body: changesSince(world, scope, query.get('cursor'), query.get('until'), limit),
      };
    }),
  ];
}

/** `revision` of the last row told; `told`: what left up to then is known to have left; `of`: whose; `moved`: the window did. */
interface Position {
  readonly revision: number;
  readonly told: number;
  readonly of: string;
  readonly until: string | null;
  readonly moved: boolean;
}

function changesSince(
  world: World,
  scope: Scope,
  cursor: string | null,
  until: string | null,
  limit: number,
): TicketChanges {
  const from = startFrom(world, scope, cursor, until);
  const mine = world
    .ticketsOf(scope)
    .filter(
      ({ revision, ticket }) =>
        revision > from.revision && (revision > from.told || !isFinished(ticket.status)),
    );
  const gone = world.departed.filter(
    ({ revision, technicianId, ticketId }) =>
      technicianId === scope.technician.id &&
      revision > Math.max(from.told, from.revision) &&
      !world.ticketsOf(scope).some(({ ticket }) => ticket.id === ticketId),
  );
  const rows = [
    ...mine.map(({ revision, ticket }) => ({ id: ticket.id, revision, ticket })),
    ...gone.map(({ revision, ticketId }) => ({ id: ticketId, revision, ticket: null })),
  ].sort((a, b) => a.revision - b.revision || (a.id < b.id ? -1 : 1));
  // Rows of one revision stay on one page: the cursor names revisions alone.
  let end = Math.min(limit, rows.length);
  while (end < rows.length && rows[end]?.revision === rows[end - 1]?.revision) end += 1;
  const page = rows.slice(0, end);
  const items: TicketChanges['items'] = [];
  const removed: TicketChanges['removed'] = [];
  for (const { id, revision, ticket } of page) {
    const startsAt = ticket?.schedule?.startsAt;
    if (!ticket) removed.push({ ticketId: id, reason: 'reassigned' });
    else if (isFinished(ticket.status)) removed.push({ ticketId: id, reason: 'closed' });
    else if (!from.until || !startsAt || Date.parse(startsAt) < Date.parse(from.until)) items.push(ticket);
    else if (revision > from.told || from.moved) removed.push({ ticketId: id, reason: 'outsideWindow' });
  }
  const complete = end === rows.length;
  const revision = page.at(-1)?.revision ?? from.revision;
  const position: Position = { ...from, revision, moved: from.moved && !complete };
  return { items, removed, complete, nextCursor: encodeURIComponent(JSON.stringify(position)) };
}

function startFrom(world: World, scope: Scope, cursor: string | null, until: string | null): Position {
  const of = `${scope.companyId}/${scope.technician.id}`;
  if (cursor === null) return { revision: 0, told: world.revision, of, until, moved: false };
  const position = readCursor(cursor);
  if (!position) return refuse('core.invalid_input', [{ path: ['cursor'], code: 'invalid', params: {} }]);
  if (position.of !== of || position.revision > world.revision || position.told > world.revision) {
    return refuse('server.sync_restart');
  }
  if (position.until === until) return position;
  return { revision: 0, told: Math.max(position.told, position.revision), of, until, moved: true };
}

function readCursor(cursor: string): Position | undefined {
  try {
    const position = JSON.parse(decodeURIComponent(cursor)) as Position;
    return typeof position.revision === 'number' ? position : undefined;
  } catch {
    return undefined;
  }
}
