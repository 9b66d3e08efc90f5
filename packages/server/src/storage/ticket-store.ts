import { foldText } from '@field/core';
import type { DispatchFilter } from '@field/core/dispatch';
import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import { toUtc } from './instants.ts';
import { toJson } from './json-column.ts';
import { nextRevision } from './next-revision.ts';
import type { TicketStore } from './store.ts';
import type { Tables } from './tables.ts';
import { listTicketChanges } from './ticket-changes.ts';
import { decodeTicketCursor, encodeTicketCursor } from './ticket-cursor.ts';
import { toTicket } from './ticket-row.ts';
import { finishedStatuses, type Sight, ticketsWithContract, visibleTickets } from './visible-tickets.ts';

export function ticketStore(db: Kysely<Tables>, scope: Sight): TicketStore {
  return {
    async list(filter) {
      const after = filter.cursor === undefined ? null : decodeTicketCursor(filter.cursor);
      const counters = await visibleTickets(db, scope)
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
        ])
        .executeTakeFirstOrThrow();

      const rows = await ticketsWithContract(db, scope)
        .where((eb) => matches(eb, filter))
        .$if(after !== null, (query) =>
          query.where((eb) =>
            eb.or([
              eb('tickets.sort_at', '>', after?.sortAt ?? ''),
              eb.and([
                eb('tickets.sort_at', '=', after?.sortAt ?? ''),
                eb('tickets.id', '>', after?.id ?? ''),
              ]),
            ]),
          ),
        )
        .orderBy('tickets.sort_at')
        .orderBy('tickets.id')
        .limit(filter.limit + 1)
        .execute();
      const page = rows.slice(0, filter.limit);
      const last = rows.length > filter.limit ? page.at(-1) : undefined;
      return {
        items: page.map(toTicket),
        total: counters.total,
        urgent: counters.urgent ?? 0,
        nextCursor: last ? encodeTicketCursor({ sortAt: last.sort_at, id: last.id }) : null,
      };
    },

    async find(ticketId) {
      const row = await ticketsWithContract(db, scope).where('tickets.id', '=', ticketId).executeTakeFirst();
      return row ? toTicket(row) : null;
    },

    listChanges: (request) => listTicketChanges(db, scope, request),

    async update(ticketId, change, now) {
      const revision = await nextRevision(db, scope.tenantId);
      await db
        .updateTable('tickets')
        .set((eb) => ({
          ...(change.status && { status: change.status }),
          ...(change.location && { location: toJson(change.location) }),
          updated_at: now,
          revision,
          version: eb('version', '+', 1),
        }))
        .where('tenant_id', '=', scope.tenantId)
        .where('company_id', '=', scope.companyId)
        .$if(scope.wholeCompany !== true, (query) => query.where('technician_id', '=', scope.technicianId))
        .where('id', '=', ticketId)
        .execute();
    },
  };
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
