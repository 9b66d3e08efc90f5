import { moveTicket, scheduleColumns } from './dispatch/move-ticket.ts';
import type { Dispatch } from './storage.ts';
import type { Transact } from './transact.ts';

/** What the provider's side does with a ticket. A ticket that does not exist, or is not the tenant's, is left alone. */
export function dispatchStore(transact: Transact): Dispatch {
  type Columns = Parameters<typeof moveTicket>[3];
  const move = (tenantId: string, ticketId: string, columns: Columns, now: string) =>
    transact(tenantId, tenantId, (db) => moveTicket(db, tenantId, ticketId, columns, now));

  return {
    assign: (tenantId, ticketId, technicianId, now) =>
      move(
        tenantId,
        ticketId,
        { technician_id: technicianId, status: technicianId === null ? 'open' : 'assigned' },
        now,
      ),
    schedule: (tenantId, ticketId, schedule, now) => move(tenantId, ticketId, scheduleColumns(schedule), now),
    cancel: (tenantId, ticketId, now) => move(tenantId, ticketId, { status: 'cancelled' }, now),
  };
}
