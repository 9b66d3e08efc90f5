import type { Evidence, EvidenceCategory, EvidenceMediaType, Location } from '@field/core';
import type { Kysely } from 'kysely';
import { fromJsonOrNull, toJson } from './json-column.ts';
import { newId } from './new-id.ts';
import { type Blank, prepared } from './prepared.ts';
import type { EvidenceStore } from './store.ts';
import type { Tables } from './tables.ts';
import { type Looker, type Sight, sightOf, visibleTicketIds } from './visible-tickets.ts';

export function evidenceStore(db: Kysely<Tables>, scope: Sight): EvidenceStore {
  const visible = () => visibleEvidence(db, scope);

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
      const { wholeCompany = false } = scope;
      return (await selectOfTicket(db, { ...scope, ticketId }, wholeCompany)).rows.map(toEvidence);
    },

    async listSame(sha256) {
      const rows = await visible().where('sha256', '=', sha256).orderBy('uploaded_at').execute();
      return rows.map((row) => ({ ...toEvidence(row), ticketId: row.ticket_id }));
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

function visibleEvidence(db: Kysely<Tables>, sight: Sight) {
  return db
    .selectFrom('evidence')
    .selectAll()
    .where('tenant_id', '=', sight.tenantId)
    .where('ticket_id', 'in', visibleTicketIds(db, sight));
}

const selectOfTicket = prepared((blank: Blank<Looker & { ticketId: string }>, wholeCompany: boolean) =>
  visibleEvidence(blank.db, sightOf(blank, wholeCompany))
    .where('ticket_id', '=', blank.value.ticketId)
    .orderBy('uploaded_at')
    .orderBy('id'),
);
