import type { Evidence, EvidenceCategory, EvidenceMediaType, Location } from '@field/core';
import type { Kysely } from 'kysely';
import { fromJsonOrNull, toJson } from './json-column.ts';
import { newId } from './new-id.ts';
import type { EvidenceStore } from './store.ts';
import type { Tables } from './tables.ts';
import { type Sight, visibleTicketIds } from './visible-tickets.ts';

export function evidenceStore(db: Kysely<Tables>, scope: Sight): EvidenceStore {
  const visible = () =>
    db
      .selectFrom('evidence')
      .selectAll()
      .where('tenant_id', '=', scope.tenantId)
      .where('ticket_id', 'in', visibleTicketIds(db, scope));

  return {
    async add({ ticketId, uploadedAt, ...described }) {
      const evidence: Evidence = { id: newId(), ...described };
      await db
        .insertInto('evidence')
        .values({
          tenant_id: scope.tenantId,
          id: evidence.id,
          ticket_id: ticketId,
          technician_id: scope.technicianId,
          sha256: evidence.sha256,
          media_type: evidence.mediaType,
          bytes: evidence.bytes,
          category: evidence.category,
          caption: evidence.caption,
          subject: evidence.subject ?? null,
          taken_at: evidence.takenAt,
          location: toJson(evidence.location),
          uploaded_at: uploadedAt,
        })
        .execute();
      return evidence;
    },

    async find(evidenceId) {
      const row = await visible().where('id', '=', evidenceId).executeTakeFirst();
      return row ? { ...toEvidence(row), ticketId: row.ticket_id } : null;
    },

    async listOfTicket(ticketId) {
      return (await visible().where('ticket_id', '=', ticketId).orderBy('uploaded_at').execute()).map(
        toEvidence,
      );
    },

    async listSame(sha256) {
      const rows = await visible().where('sha256', '=', sha256).orderBy('uploaded_at').execute();
      return rows.map((row) => ({ ...toEvidence(row), ticketId: row.ticket_id }));
    },

    async expect(ticketId, files) {
      const { tenantId: tenant_id } = scope;
      if (files.length === 0) return;
      await db
        .insertInto('awaited_evidence')
        .values(files.map((file) => ({ tenant_id, ticket_id: ticketId, ...file, evidence_id: null })))
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    async listAwaited(ticketId) {
      const rows = await db
        .selectFrom('awaited_evidence')
        .select(['sha256', 'category'])
        .where('tenant_id', '=', scope.tenantId)
        .where('ticket_id', '=', ticketId)
        .where('ticket_id', 'in', visibleTicketIds(db, scope))
        .where('evidence_id', 'is', null)
        .orderBy('sha256')
        .execute();
      return rows.map(({ sha256, category }) => ({ sha256, category: category as EvidenceCategory }));
    },

    async arrive(ticketId, { id, sha256, category }) {
      await db
        .updateTable('awaited_evidence')
        .set({ evidence_id: id })
        .where('tenant_id', '=', scope.tenantId)
        .where('ticket_id', '=', ticketId)
        .where('sha256', '=', sha256)
        .where('category', '=', category)
        .where('evidence_id', 'is', null)
        .execute();
    },
  };
}

/** A row as the protocol tells it. */
export function toEvidence(row: Tables['evidence']): Evidence {
  return {
    id: row.id,
    sha256: row.sha256,
    mediaType: row.media_type as EvidenceMediaType,
    bytes: row.bytes,
    category: row.category as EvidenceCategory,
    caption: row.caption,
    subject: row.subject,
    takenAt: row.taken_at,
    location: fromJsonOrNull<Location>(row.location),
  };
}
