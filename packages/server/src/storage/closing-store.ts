import type { Closing } from '@field/core';
import type { Kysely } from 'kysely';
import { fromJson, toJson } from './json-column.ts';
import { type Blank, prepared } from './prepared.ts';
import type { ClosingStore } from './store.ts';
import type { Tables } from './tables.ts';
import { type Sight, visibleTicketIds } from './visible-tickets.ts';

export function closingStore(db: Kysely<Tables>, scope: Sight): ClosingStore {
  return {
    async add(ticketId, closing, recordedAt) {
      await insertClosing(db, {
        ticket_id: ticketId,
        technician_id: scope.technicianId,
        report: toJson(closing),
        recorded_at: recordedAt,
      });
    },

    async find(ticketId) {
      const row = await db
        .selectFrom('closings')
        .innerJoin('technicians as technician', (join) =>
          join
            .onRef('technician.tenant_id', '=', 'closings.tenant_id')
            .onRef('technician.id', '=', 'closings.technician_id'),
        )
        .select(['closings.report', 'closings.recorded_at', 'technician.id', 'technician.name'])
        .where('closings.tenant_id', '=', scope.tenantId)
        .where('closings.ticket_id', '=', ticketId)
        .where('closings.ticket_id', 'in', visibleTicketIds(db, scope))
        .executeTakeFirst();
      if (!row) return null;
      return {
        closing: fromJson<Closing>(row.report),
        closedBy: { id: row.id, name: row.name },
        recordedAt: row.recorded_at,
      };
    },
  };
}

const insertClosing = prepared(({ db, tenantId, value }: Blank<Omit<Tables['closings'], 'tenant_id'>>) => {
  const { ticket_id, technician_id, report, recorded_at } = value;
  return db
    .insertInto('closings')
    .values({ tenant_id: tenantId, ticket_id, technician_id, report, recorded_at });
});
