import type { Kysely } from 'kysely';
import { fromJson, toJson } from './json-column.ts';
import { nextNumber } from './next-number.ts';
import { cutPage } from './page.ts';
import { decodePageCursor, encodePageCursor, type ListName, numberIn } from './page-cursor.ts';
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

    async list(ticketId, { limit, cursor }) {
      const list: ListName = ['audit', scope.tenantId, ticketId];
      const [last] = cursor === undefined ? [] : decodePageCursor(list, cursor, 1);
      const rows = await db
        .selectFrom('audit')
        .selectAll()
        .where('tenant_id', '=', scope.tenantId)
        .where('ticket_id', '=', ticketId)
        .where('ticket_id', 'in', visibleTicketIds(db, scope))
        .$if(last !== undefined, (query) => query.where('position', '>', numberIn(last ?? '')))
        .orderBy('position')
        .limit(limit + 1)
        .execute();
      const { items, nextCursor } = cutPage(rows, limit, ({ position }) =>
        encodePageCursor(list, [String(position)]),
      );
      return { items: items.map(toEntry), nextCursor };
    },
  };
}

function toEntry(row: Tables['audit']): AuditEntry & { readonly technicianId: string } {
  return {
    action: row.action as AuditEntry['action'],
    ticketId: row.ticket_id,
    at: row.at,
    details: fromJson<AuditEntry['details']>(row.details),
    technicianId: row.technician_id,
  };
}
