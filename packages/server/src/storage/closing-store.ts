import type { Closing } from '@field/core';
import type { Kysely } from 'kysely';
import { closeTicket } from './close-ticket.ts';
import { readSettings } from './closing-settings.ts';
import { evidenceStore } from './evidence-store.ts';
import { fromJson } from './json-column.ts';
import { type Blank, prepared } from './prepared.ts';
import { stockStore } from './stock-store.ts';
import type { ClosingStore } from './store.ts';
import type { Tables } from './tables.ts';
import { toTicket } from './ticket-row.ts';
import { together } from './together.ts';
import { TurnTooNarrow } from './turn-too-narrow.ts';
import { uploadStore } from './upload-store.ts';
import { finishWith, viewOf } from './view.ts';
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
      // A closing of another ticket of the contract would touch this one.
      if (row.has_siblings && viewOf(db).transaction?.isShared) throw new TurnTooNarrow();
      // Most lists have nothing in them, and are not asked for.
      const [settings, evidence, uses, uploads] = await together([
        readSettings(db, scope, row.settings ?? ''),
        row.has_evidence ? evidenceStore(db, scope).listOfTicket(ticketId) : Promise.resolve([]),
        row.has_uses ? stockStore(db, scope).listUses(ticketId) : Promise.resolve([]),
        row.has_uploads ? uploadStore(db, scope).listOpen(ticketId) : Promise.resolve([]),
      ]);
      const { backend, foreign_id: foreignId, running_visit: runningVisitId } = row;
      return {
        settings,
        ticket: toTicket(row),
        evidence,
        uses,
        uploads,
        runningVisitId,
        hasDraft: Boolean(row.has_draft),
        hasSiblings: Boolean(row.has_siblings),
        foreign: backend !== null && foreignId !== null ? { backend, foreignId } : null,
      };
    },

    closeAtEnd(ground, end, recordedAt) {
      finishWith(db, closeTicket(scope, ground, { ...end, recordedAt, chains: viewOf(db).chains === true }));
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
    .leftJoin('foreign_tickets as foreign', (join) =>
      join.onRef('foreign.tenant_id', '=', 'tickets.tenant_id').onRef('foreign.ticket_id', '=', 'tickets.id'),
    )
    .select(['foreign.backend', 'foreign.foreign_id'])
    .select(({ exists, selectFrom }) => [
      selectFrom('tenants').select('settings').where('id', '=', tenantId).as('settings'),
      exists(
        selectFrom('tickets as sibling')
          .select('sibling.id')
          .where('sibling.tenant_id', '=', tenantId)
          .whereRef('sibling.contract_id', '=', 'tickets.contract_id')
          .where('sibling.id', '!=', ticketId),
      ).as('has_siblings'),
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
