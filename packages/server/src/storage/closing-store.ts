import type { Kysely } from 'kysely';
import { toJson } from './json-column.ts';
import type { ClosingStore, Scope } from './store.ts';
import type { Tables } from './tables.ts';

export function closingStore(db: Kysely<Tables>, scope: Scope): ClosingStore {
  return {
    async add(ticketId, closing, recordedAt) {
      await db
        .insertInto('closings')
        .values({
          tenant_id: scope.tenantId,
          ticket_id: ticketId,
          technician_id: scope.technicianId,
          report: toJson(closing),
          recorded_at: recordedAt,
        })
        .execute();
    },
  };
}
