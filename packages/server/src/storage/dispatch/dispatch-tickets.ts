import { foldText, type Ticket } from '@field/core';
import type { Kysely } from 'kysely';
import type { Outgoing } from '../../backends/backend-store.ts';
import { addOutgoing } from '../add-outgoing.ts';
import { addOpening, hasForeignTickets } from '../foreign-openings.ts';
import { inParts } from '../in-parts.ts';
import { toJson } from '../json-column.ts';
import { newId } from '../new-id.ts';
import { nextRevision } from '../next-revision.ts';
import type { Tables } from '../tables.ts';
import { ticketStore } from '../ticket-store.ts';
import type { Sight } from '../visible-tickets.ts';
import type { DispatchTickets, OpenTicket, TicketMove } from './dispatch.ts';
import { moveTicket, scheduleColumns } from './move-ticket.ts';
import { peopleStore } from './people-store.ts';

export function dispatchTickets(db: Kysely<Tables>, sight: Sight): DispatchTickets {
  const { tenantId } = sight;
  const { list, find } = ticketStore(db, sight);

  /** What a move is to another system; null where it is nothing there. */
  async function changeOf(
    ticketId: string,
    { technicianId, schedule, status }: TicketMove,
  ): Promise<Pick<Outgoing, 'kind' | 'params'> | null> {
    if (technicianId !== undefined) {
      const person = technicianId === null ? null : await peopleStore(db, sight).find(technicianId);
      return { kind: 'assigned', params: { technicianId, ...(person && { name: person.name }) } };
    }
    if (schedule !== undefined) {
      const ticket = await find(ticketId);
      return { kind: 'scheduled', params: { schedule, technicianId: ticket?.technicianId ?? null } };
    }
    return status === 'cancelled' ? { kind: 'cancelled', params: {} } : null;
  }

  return {
    list,
    find,

    async whichProtocols(protocols) {
      const found = new Set<string>();
      for (const part of inParts(protocols)) {
        const rows = await db
          .selectFrom('tickets')
          .select('protocol')
          .where('tenant_id', '=', tenantId)
          .where('protocol', 'in', part)
          .execute();
        for (const { protocol } of rows) found.add(protocol);
      }
      return found;
    },

    async open(tickets) {
      const first = (await nextRevision(db, tenantId, tickets.length)) - tickets.length + 1;
      // In their order: ids of one millisecond have none, and lists go by id where nothing else tells tickets apart.
      const ids = tickets.map(() => newId()).sort();
      const rows = tickets.map((ticket, at) =>
        toRow(sight, ticket, { id: ids[at] ?? newId(), revision: first + at }),
      );
      for (const part of inParts(rows)) await db.insertInto('tickets').values(part).execute();
      if (await hasForeignTickets(db, tenantId)) {
        for (const { id } of rows) await addOpening(db, sight, (await find(id)) as Ticket);
      }
      return ids;
    },

    async move(ticketId, move, now) {
      const { technicianId, schedule, status } = move;
      const columns = {
        ...(technicianId !== undefined && { technician_id: technicianId }),
        ...(schedule !== undefined && scheduleColumns(schedule)),
        ...(status && { status }),
      };
      await moveTicket(db, tenantId, ticketId, columns, now);
      const change = await changeOf(ticketId, move);
      if (change) {
        await addOutgoing(db, sight, { id: newId(), ticketId, occurredAt: now, recordedAt: now, ...change });
      }
    },
  };
}

function toRow(
  { tenantId, companyId }: Sight,
  ticket: OpenTicket,
  { id, revision }: Pick<Tables['tickets'], 'id' | 'revision'>,
): Tables['tickets'] {
  return {
    tenant_id: tenantId,
    id,
    company_id: companyId,
    technician_id: ticket.technicianId,
    contract_id: ticket.contractId,
    // Revisions grow by one with every change of the tenant, so no other ticket has this one.
    protocol: ticket.protocol ?? `${ticket.openedAt.slice(0, 10).replaceAll('-', '')}-${revision}`,
    status: ticket.status,
    priority: ticket.priority,
    problem_code: toJson(ticket.problemCode),
    subcategory: toJson(ticket.subcategory),
    ...scheduleColumns(ticket.schedule),
    address: toJson(ticket.address),
    location: toJson(ticket.location),
    customer: toJson(ticket.customer),
    customer_search: foldText(ticket.customer.name),
    opened_at: ticket.openedAt,
    updated_at: ticket.openedAt,
    version: 1,
    revision,
  };
}
