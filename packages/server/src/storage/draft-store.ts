import type { ClosingDraft } from '@field/core';
import type { Kysely } from 'kysely';
import { fromJson, toJson } from './json-column.ts';
import { type Blank, prepared } from './prepared.ts';
import type { DraftStore, Scope } from './store.ts';
import type { Tables } from './tables.ts';
import { visibleTicketIds } from './visible-tickets.ts';

/** A draft is its ticket's: whoever gets the ticket next goes on with what was filled in. */
export function draftStore(db: Kysely<Tables>, scope: Scope): DraftStore {
  const { tenantId, technicianId } = scope;
  return {
    async find(ticketId) {
      const row = await db
        .selectFrom('closing_drafts')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('ticket_id', '=', ticketId)
        .where('ticket_id', 'in', visibleTicketIds(db, scope))
        // Earlier servers kept one for each technician.
        .orderBy('updated_at', 'desc')
        .executeTakeFirst();
      if (!row) return null;
      const record = {
        draft: fromJson<ClosingDraft>(row.draft),
        updatedAt: row.updated_at,
        deviceId: row.device_id,
      };
      return { record, version: row.version };
    },

    async save(ticketId, { draft, deviceId, updatedAt }, version) {
      const columns = { draft: toJson(draft), device_id: deviceId, updated_at: updatedAt, version };
      await deleteDrafts(db, { ticketId });
      await db
        .insertInto('closing_drafts')
        .values({ tenant_id: tenantId, technician_id: technicianId, ticket_id: ticketId, ...columns })
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'ticket_id', 'technician_id']).doUpdateSet(columns),
        )
        .execute();
    },

    async remove(ticketId) {
      await deleteDrafts(db, { ticketId });
    },
  };
}

export const deleteDrafts = prepared(({ db, tenantId, value }: Blank<{ ticketId: string }>) =>
  db.deleteFrom('closing_drafts').where('tenant_id', '=', tenantId).where('ticket_id', '=', value.ticketId),
);
