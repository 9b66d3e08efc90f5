import { endOfTime, toUtc } from './instants.ts';
import { toJson } from './json-column.ts';
import { nextRevision } from './next-revision.ts';
import type { Dispatch } from './storage.ts';
import type { Tables } from './tables.ts';
import type { Transact } from './transact.ts';

/** What the provider's side does with a ticket. A ticket that does not exist, or is not the tenant's, is left alone. */
export function dispatchStore(transact: Transact): Dispatch {
  type Columns = Pick<Tables['tickets'], 'technician_id' | 'status' | 'schedule' | 'sort_at'>;

  function update(tenantId: string, ticketId: string, columns: Partial<Columns>, now: string) {
    return transact(tenantId, tenantId, async (transaction) => {
      const before = await transaction
        .selectFrom('tickets')
        .select(['company_id', 'technician_id'])
        .where('tenant_id', '=', tenantId)
        .where('id', '=', ticketId)
        .executeTakeFirst();
      if (!before) return false;
      const revision = await nextRevision(transaction, tenantId);
      await transaction
        .updateTable('tickets')
        .set((eb) => ({ ...columns, revision, updated_at: now, version: eb('version', '+', 1) }))
        .where('tenant_id', '=', tenantId)
        .where('id', '=', ticketId)
        .execute();
      const { company_id, technician_id } = before;
      if (technician_id !== null && 'technician_id' in columns && columns.technician_id !== technician_id) {
        await transaction
          .insertInto('departures')
          .values({ tenant_id: tenantId, company_id, technician_id, revision, ticket_id: ticketId })
          .execute();
      }
      return true;
    });
  }

  return {
    assign: (tenantId, ticketId, technicianId, now) =>
      update(
        tenantId,
        ticketId,
        { technician_id: technicianId, status: technicianId === null ? 'open' : 'assigned' },
        now,
      ),
    schedule: (tenantId, ticketId, schedule, now) =>
      update(
        tenantId,
        ticketId,
        { schedule: toJson(schedule), sort_at: schedule ? toUtc(schedule.startsAt) : endOfTime },
        now,
      ),
    cancel: (tenantId, ticketId, now) => update(tenantId, ticketId, { status: 'cancelled' }, now),
  };
}
