import type { EvidenceCategory, EvidenceMediaType } from '@field/core';
import type { Kysely } from 'kysely';
import { newId } from './new-id.ts';
import { type Blank, prepared } from './prepared.ts';
import type { Scope, Upload, UploadStore } from './store.ts';
import type { Tables } from './tables.ts';
import { type Looker, sightOf, visibleTicketIds } from './visible-tickets.ts';

/** How many expired uploads are cleared away at once, so that nobody waits for all. */
export const clearedAtOnce = 20;

export function uploadStore(db: Kysely<Tables>, scope: Scope): UploadStore {
  const own = () => ownUploads(db, scope);

  return {
    async add({ ticketId, file, expiresAt, evidenceId }) {
      const id = newId();
      await db
        .insertInto('uploads')
        .values({
          tenant_id: scope.tenantId,
          id,
          ticket_id: ticketId,
          technician_id: scope.technicianId,
          sha256: file.sha256,
          bytes: file.bytes,
          media_type: file.mediaType,
          category: file.category,
          caption: file.caption,
          subject: file.subject ?? null,
          taken_at: file.takenAt,
          expires_at: expiresAt,
          evidence_id: evidenceId,
        })
        .execute();
      return { id, ticketId, file, expiresAt, evidenceId };
    },

    async find(uploadId) {
      const row = await own().selectAll().where('id', '=', uploadId).executeTakeFirst();
      return row ? toUpload(row) : null;
    },

    async findOpen(ticketId, { sha256, category }) {
      const row = await own()
        .selectAll()
        .where('ticket_id', '=', ticketId)
        .where('sha256', '=', sha256)
        .where('category', '=', category)
        .where('evidence_id', 'is', null)
        .executeTakeFirst();
      return row ? toUpload(row) : null;
    },

    async listOpen(ticketId) {
      const { rows } = await selectOpen(db, { ...scope, ticketId: ticketId ?? '' }, ticketId !== undefined);
      return rows.map(toUpload);
    },

    async finish(uploadId, evidenceId) {
      await db
        .updateTable('uploads')
        .set({ evidence_id: evidenceId })
        .where('tenant_id', '=', scope.tenantId)
        .where('technician_id', '=', scope.technicianId)
        .where('id', '=', uploadId)
        .execute();
    },

    async remove(uploadId) {
      await db
        .deleteFrom('uploads')
        .where('tenant_id', '=', scope.tenantId)
        .where('technician_id', '=', scope.technicianId)
        .where('id', '=', uploadId)
        .execute();
    },

    removeExpired: (now) => removeExpiredUploads(db, scope.tenantId, now),
  };
}

/** Forgets the oldest `clearedAtOnce` of a tenant's uploads that have expired, and names them. */
export async function removeExpiredUploads(
  db: Kysely<Tables>,
  tenantId: string,
  now: string,
): Promise<string[]> {
  const rows = await db
    .selectFrom('uploads')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .limit(clearedAtOnce)
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return ids;
  await db.deleteFrom('uploads').where('tenant_id', '=', tenantId).where('id', 'in', ids).execute();
  return ids;
}

function toUpload(row: Tables['uploads']): Upload {
  return {
    id: row.id,
    ticketId: row.ticket_id,
    file: {
      sha256: row.sha256,
      bytes: row.bytes,
      mediaType: row.media_type as EvidenceMediaType,
      category: row.category as EvidenceCategory,
      caption: row.caption,
      subject: row.subject,
      takenAt: row.taken_at,
    },
    expiresAt: row.expires_at,
    evidenceId: row.evidence_id,
  };
}

function ownUploads(db: Kysely<Tables>, scope: Scope) {
  return db
    .selectFrom('uploads')
    .where('tenant_id', '=', scope.tenantId)
    .where('technician_id', '=', scope.technicianId)
    .where('ticket_id', 'in', visibleTicketIds(db, scope));
}

const selectOpen = prepared((blank: Blank<Looker & { ticketId: string }>, ofTicket: boolean) =>
  ownUploads(blank.db, sightOf(blank, false))
    .selectAll()
    .where('evidence_id', 'is', null)
    .$if(ofTicket, (query) => query.where('ticket_id', '=', blank.value.ticketId)),
);
