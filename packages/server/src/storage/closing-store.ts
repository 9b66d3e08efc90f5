import type { Closing } from '@field/core';
import type { Kysely } from 'kysely';
import { evidenceStore } from './evidence-store.ts';
import { fromJson, toJson } from './json-column.ts';
import { type Blank, prepared } from './prepared.ts';
import { stockStore } from './stock-store.ts';
import type { ClosingStore } from './store.ts';
import type { Tables } from './tables.ts';
import { toTicket } from './ticket-row.ts';
import { together } from './together.ts';
import { uploadStore } from './upload-store.ts';
import {
  type Looker,
  type Sight,
  sightOf,
  ticketsWithContract,
  visibleTicketIds,
} from './visible-tickets.ts';

export function closingStore(db: Kysely<Tables>, scope: Sight): ClosingStore {
  return {
    async readGround(ticketId) {
      const [row] = (await selectGround(db, { ...scope, ticketId })).rows;
      if (!row) return null;
      // Most lists have nothing in them, and are not asked for.
      const [evidence, uses, uploads] = await together([
        row.has_evidence ? evidenceStore(db, scope).listOfTicket(ticketId) : Promise.resolve([]),
        row.has_uses ? stockStore(db, scope).listUses(ticketId) : Promise.resolve([]),
        row.has_uploads ? uploadStore(db, scope).listOpen(ticketId) : Promise.resolve([]),
      ]);
      const { running_visit: runningVisitId, has_draft: hasDraft } = row;
      return { ticket: toTicket(row), evidence, uses, uploads, runningVisitId, hasDraft: Boolean(hasDraft) };
    },

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

/** A ticket, and what else there is of it. */
const selectGround = prepared((blank: Blank<Looker & { ticketId: string }>) => {
  const { db, tenantId, value } = blank;
  const { ticketId, technicianId } = value;
  const evidence = db.selectFrom('evidence').select('id').where('ticket_id', '=', ticketId);
  const movements = db.selectFrom('movements').select('number').where('ticket_id', '=', ticketId);
  const uploads = db.selectFrom('uploads').select('id').where('ticket_id', '=', ticketId);
  const drafts = db.selectFrom('closing_drafts').select('version').where('ticket_id', '=', ticketId);
  const visits = db.selectFrom('visits').select('id').where('ticket_id', '=', ticketId);
  return ticketsWithContract(db, sightOf(blank, false))
    .select(({ exists }) => [
      exists(evidence.where('tenant_id', '=', tenantId)).as('has_evidence'),
      exists(movements.where('tenant_id', '=', tenantId)).as('has_uses'),
      exists(
        uploads
          .where('tenant_id', '=', tenantId)
          .where('technician_id', '=', technicianId)
          .where('evidence_id', 'is', null),
      ).as('has_uploads'),
      exists(drafts.where('tenant_id', '=', tenantId)).as('has_draft'),
      visits.where('tenant_id', '=', tenantId).where('ended_at', 'is', null).limit(1).as('running_visit'),
    ])
    .where('tickets.id', '=', ticketId);
});
