import type { Kysely } from 'kysely';
import { seenContract, updateContract } from './contract-store.ts';
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

    close(ticket, { status, network }, now) {
      const columns = {
        ...(network.cto && { cto: network.cto }),
        ...(network.seal && { seal: network.seal }),
        ...(network.ctoPort && { cto_port: network.ctoPort }),
      };
      const names = Object.keys(columns);
      const { companyId, technicianId } = scope;
      const contract = { companyId, technicianId, contractId: ticket.contractId };
      return {
        closed: {
          ...ticket,
          status,
          updatedAt: now,
          version: ticket.version + 1,
          network: { ...ticket.network, ...network },
        },
        written: together<unknown[]>([
          names.length > 0 ? updateContract(db, { ...contract, ...columns }, names.join(' ')) : null,
          countRevision(db, {}),
          closeTicket(db, { ...contract, ticketId: ticket.id, now, status }, names.length > 0),
        ]),
      };
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

interface TicketClosing extends Looker {
  readonly ticketId: string;
  readonly contractId: string;
  readonly now: string;
  readonly status: string;
}

/** The ticket has ended; `ofContract` where its contract shows something else now, and so do the contract's other tickets. */
const closeTicket = prepared((blank: Blank<TicketClosing>, ofContract: boolean) => {
  const { db, tenantId, value } = blank;
  const { companyId, technicianId, ticketId, status, now } = value;
  const touched = db
    .updateTable('tickets')
    .set((eb) => ({ revision: lastRevision(db, tenantId), version: eb('version', '+', 1) }))
    .where('tenant_id', '=', tenantId);
  if (!ofContract) {
    return touched
      .set({ status, updated_at: now })
      .where('company_id', '=', companyId)
      .where('technician_id', '=', technicianId)
      .where('id', '=', ticketId);
  }
  return touched
    .set(({ case: when, ref }) => ({
      status: when().when('id', '=', ticketId).then(status).else(ref('status')).end(),
      updated_at: when().when('id', '=', ticketId).then(now).else(ref('updated_at')).end(),
    }))
    .where('contract_id', 'in', seenContract(blank));
});

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
