import { foldText, type TicketFilter } from '@field/core';
import type { DispatchFilter } from '@field/core/dispatch';
import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import { toUtc } from './instants.ts';
import type { Tables } from './tables.ts';
import { decodeTicketCursor } from './ticket-cursor.ts';
import {
  finishedStatuses,
  type Sight,
  ticketsWithContract,
  visibleTickets,
  withContract,
} from './visible-tickets.ts';

type PageFilter = TicketFilter & DispatchFilter & { readonly limit: number };

/** How many tickets match a filter, on all its pages. */
export async function countTickets(db: Kysely<Tables>, sight: Sight, filter: PageFilter) {
  const rows = await forEachStatus(filter, (one) => countOf(db, sight, one)).execute();
  const sum = (numbers: readonly (number | null)[]) =>
    numbers.reduce<number>((all, one) => all + (one ?? 0), 0);
  return { total: sum(rows.map(({ total }) => total)), urgent: sum(rows.map(({ urgent }) => urgent)) };
}

/**
 * One query for each status that is asked for, in one statement: each has its index. Given a list of statuses, the engines would
 * rather walk through everything that is closed.
 */
function forEachStatus<Query extends { unionAll(other: Query): Query }>(
  filter: PageFilter,
  query: (filter: PageFilter) => Query,
): Query {
  const [first, ...others] = [...new Set(filter.status)].map((one) => query({ ...filter, status: [one] }));
  return first ? others.reduce((all, other) => all.unionAll(other), first) : query(filter);
}

function countOf(db: Kysely<Tables>, sight: Sight, filter: PageFilter) {
  return visibleTickets(db, sight)
    .where((eb) => matches(eb, filter))
    .select(({ fn, eb }) => [
      fn.countAll<number>().as('total'),
      fn
        .sum<number | null>(
          eb
            .case()
            .when(
              eb.and([
                eb('tickets.priority', '=', 'urgent'),
                eb('tickets.status', 'not in', finishedStatuses),
              ]),
            )
            .then(1)
            .else(0)
            .end(),
        )
        .as('urgent'),
    ]);
}

/** The rows of a page and, where there is one, the first row behind it. */
export function selectPage(db: Kysely<Tables>, sight: Sight, filter: PageFilter) {
  const firstOf = (one: PageFilter) =>
    db
      .selectFrom(
        visibleTickets(db, sight)
          .select('tickets.id')
          .where((eb) => isOnPage(eb, sight, one))
          .orderBy('tickets.sort_at')
          .orderBy('tickets.id')
          .limit(filter.limit + 1)
          .as('first'),
      )
      .select('first.id');
  const ids = filter.status && forEachStatus(filter, firstOf);
  // From the ids to their rows by key, not from all rows of the technician to those of the ids.
  const rows = ids
    ? withContract(
        db
          .selectFrom(ids.as('first'))
          .innerJoin('tickets', (join) =>
            join.on('tickets.tenant_id', '=', sight.tenantId).onRef('tickets.id', '=', 'first.id'),
          ),
      )
    : ticketsWithContract(db, sight).where((eb) => isOnPage(eb, sight, filter));
  return rows
    .orderBy('tickets.sort_at')
    .orderBy('tickets.id')
    .limit(filter.limit + 1)
    .execute();
}

/** The conditions of a filter, behind its cursor. */
function isOnPage(eb: ExpressionBuilder<Tables, 'tickets'>, sight: Sight, filter: PageFilter) {
  const { cursor } = filter;
  if (cursor === undefined) return matches(eb, filter);
  const { sortAt, id } = decodeTicketCursor(sight, cursor);
  return eb.and([
    matches(eb, filter),
    // An index has it; the rest of the order does not.
    eb('tickets.sort_at', '>=', sortAt),
    eb.or([eb('tickets.sort_at', '>', sortAt), eb('tickets.id', '>', id)]),
  ]);
}

/** The conditions of a filter; the same as core's `filterTickets`. */
function matches(eb: ExpressionBuilder<Tables, 'tickets'>, filter: DispatchFilter) {
  const { status, priority, from, to, search = '', technicianId, assigned } = filter;
  const words = foldText(search)
    .split(' ')
    .filter((word) => word !== '');
  return eb.and([
    ...(status ? [eb('tickets.status', 'in', status)] : []),
    ...(priority ? [eb('tickets.priority', 'in', priority)] : []),
    ...(technicianId === undefined ? [] : [eb('tickets.technician_id', '=', technicianId)]),
    ...(assigned ? [eb('tickets.technician_id', assigned === 'yes' ? 'is not' : 'is', null)] : []),
    ...(from || to ? [eb('tickets.schedule', 'is not', null)] : []),
    ...(from ? [eb('tickets.sort_at', '>=', toUtc(from))] : []),
    ...(to ? [eb('tickets.sort_at', '<', toUtc(to))] : []),
    ...words.map((word) => sql<boolean>`tickets.customer_search like ${`%${escapeLike(word)}%`} escape '\\'`),
  ]);
}

function escapeLike(word: string): string {
  return word.replace(/[\\%_]/g, '\\$&');
}
