import { foldText, type Ticket } from '@field/core';
import type { Kysely } from 'kysely';
import type { Outgoing } from '../../backends/backend-store.ts';
import { addOutgoing } from '../add-outgoing.ts';
import { addOpening } from '../foreign-openings.ts';
import { toJson } from '../json-column.ts';
import { newId } from '../new-id.ts';
import { nextRevision } from '../next-revision.ts';
import type { Tables } from '../tables.ts';
import { ticketStore } from '../ticket-store.ts';
import type { Sight } from '../visible-tickets.ts';
import type { DispatchTickets, TicketMove } from './dispatch.ts';
import { moveTicket, scheduleColumns } from './move-ticket.ts';
import { peopleStore } from './people-store.ts';

export function dispatchTickets(db: Kysely<Tables>, sight: Sight): DispatchTickets {
  const { tenantId, companyId } = sight;
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

    async isProtocolTaken(protocol) {
      const row = await db
        .selectFrom('tickets')
        .select('id')
        .where('tenant_id', '=', tenantId)
        .where('protocol', '=', protocol)
        .executeTakeFirst();
      return row !== undefined;
    },

    async open(ticket) {
      const revision = await nextRevision(db, tenantId);
      const id = newId();
      await db
        .insertInto('tickets')
        .values({
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
        })
        .execute();
      const opened = (await find(id)) as Ticket;
      await addOpening(db, sight, opened);
      return opened;
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
