import type { Kysely } from 'kysely';
import { fromJson, toJson } from './json-column.ts';
import { nextNumber } from './next-number.ts';
import type { AuditEntry, AuditStore } from './store.ts';
import type { Tables } from './tables.ts';
import { type Sight, visibleTicketIds } from './visible-tickets.ts';

export function auditStore(db: Kysely<Tables>, scope: Sight): AuditStore {
  return {
    async add(entry) {
      const position = await nextNumber(
        db
          .selectFrom('audit')
          .where('tenant_id', '=', scope.tenantId)
          .select(({ fn }) => fn.max<number | null>('position').as('last')),
      );
      await db
        .insertInto('audit')
        .values({
          tenant_id: scope.tenantId,
          position,
          technician_id: scope.technicianId,
          action: entry.action,
          ticket_id: entry.ticketId,
          at: entry.at,
          details: toJson(entry.details),
        })
        .execute();
    },

    async list(ticketId) {
      const rows = await db
        .selectFrom('audit')
        .selectAll()
        .where('tenant_id', '=', scope.tenantId)
        .where('ticket_id', '=', ticketId)
        .where('ticket_id', 'in', visibleTicketIds(db, scope))
        .orderBy('position')
        .execute();
      return rows.map((row) => ({
        action: row.action as AuditEntry['action'],
        ticketId: row.ticket_id,
        at: row.at,
        details: fromJson<AuditEntry['details']>(row.details),
        technicianId: row.technician_id,
      }));
    },
  };
}
