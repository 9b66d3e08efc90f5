import type { Kysely } from 'kysely';
import { toJson } from './json-column.ts';
import { countRevision, lastRevision } from './next-revision.ts';
import { cutPage } from './page.ts';
import { type Blank, prepared } from './prepared.ts';
import type { TicketStore } from './store.ts';
import type { Tables } from './tables.ts';
import { listTicketChanges } from './ticket-changes.ts';
import { encodeTicketCursor } from './ticket-cursor.ts';
import { countTickets, selectPage } from './ticket-page.ts';
import { toTicket } from './ticket-row.ts';
import { together } from './together.ts';
import { type Looker, type Sight, sightOf, ticketsWithContract } from './visible-tickets.ts';

export function ticketStore(db: Kysely<Tables>, scope: Sight): TicketStore {
  return {
    async list(filter) {
      const [counters, rows] = await together([
        countTickets(db, scope, filter),
        selectPage(db, scope, filter),
      ]);
      const { items, nextCursor } = cutPage(rows, filter.limit, ({ sort_at: sortAt, id }) =>
        encodeTicketCursor(scope, { sortAt, id }),
      );
      return { items: items.map(toTicket), ...counters, nextCursor };
    },

    async find(ticketId) {
      const { wholeCompany = false } = scope;
      const [row] = (await selectTicket(db, { ...scope, ticketId }, wholeCompany)).rows;
      return row ? toTicket(row) : null;
    },

    listChanges: (request) => listTicketChanges(db, scope, request),

    async update(ticketId, change, now) {
      const { companyId, technicianId, wholeCompany } = scope;
      const { status = '', location } = change;
      const columns = [...(change.status ? ['status'] : []), ...(location ? ['location'] : [])];
      const values = { companyId, technicianId, ticketId, now, status, location: toJson(location ?? null) };
      await together([
        countRevision(db, {}),
        updateTicket(db, values, [...columns, ...(wholeCompany ? ['wholeCompany'] : [])].join(' ')),
      ]);
    },
  };
}

const selectTicket = prepared((blank: Blank<Looker & { ticketId: string }>, wholeCompany: boolean) =>
  ticketsWithContract(blank.db, sightOf(blank, wholeCompany)).where('tickets.id', '=', blank.value.ticketId),
);

interface TicketUpdate extends Looker {
  readonly ticketId: string;
  readonly now: string;
  readonly status: string;
  readonly location: string | null;
}

/** `written` names the columns that are, and `wholeCompany` where a dispatcher writes. */
const updateTicket = prepared(({ db, tenantId, value }: Blank<TicketUpdate>, written: string) => {
  const names = written.split(' ');
  return db
    .updateTable('tickets')
    .set((eb) => ({
      ...(names.includes('status') && { status: value.status }),
      ...(names.includes('location') && { location: value.location }),
      updated_at: value.now,
      revision: lastRevision(db, tenantId),
      version: eb('version', '+', 1),
    }))
    .where('tenant_id', '=', tenantId)
    .where('company_id', '=', value.companyId)
    .$if(!names.includes('wholeCompany'), (query) => query.where('technician_id', '=', value.technicianId))
    .where('id', '=', value.ticketId);
});
