import type { Location, Visit, VisitOutcome } from '@field/core';
import type { Kysely } from 'kysely';
import { fromJsonOrNull, toJson } from './json-column.ts';
import { newId } from './new-id.ts';
import { type Blank, prepared } from './prepared.ts';
import type { SafetyForm, VisitStore } from './store.ts';
import type { Tables } from './tables.ts';
import { type Looker, type Sight, sightOf, visibleTicketIds } from './visible-tickets.ts';

export function visitStore(db: Kysely<Tables>, scope: Sight): VisitStore {
  return {
    async findRunning(ticketId) {
      const { wholeCompany = false } = scope;
      const [row] = (await selectRunning(db, { ...scope, ticketId }, wholeCompany)).rows;
      return row ? toVisit(row) : null;
    },

    async add(visit, safetyForm = {}) {
      const added: Visit = { ...visit, id: newId(), technicianId: scope.technicianId };
      await db
        .insertInto('visits')
        .values({
          tenant_id: scope.tenantId,
          id: added.id,
          ticket_id: added.ticketId,
          technician_id: added.technicianId,
          started_at: added.startedAt,
          started_from: toJson(added.startedFrom),
          safety_form: Object.keys(safetyForm).length > 0 ? toJson(safetyForm) : null,
          ended_at: added.endedAt,
          outcome: added.outcome,
        })
        .execute();
      return added;
    },

    async findSafetyForm(visitId) {
      const row = await db
        .selectFrom('visits')
        .select('safety_form')
        .where('tenant_id', '=', scope.tenantId)
        .where('ticket_id', 'in', visibleTicketIds(db, scope))
        .where('id', '=', visitId)
        .executeTakeFirst();
      return fromJsonOrNull<SafetyForm>(row?.safety_form ?? null);
    },

    async end(visitId, endedAt, outcome) {
      await db
        .updateTable('visits')
        .set({ ended_at: endedAt, outcome })
        .where('tenant_id', '=', scope.tenantId)
        .where('ticket_id', 'in', visibleTicketIds(db, scope))
        .where('id', '=', visitId)
        .execute();
    },
  };
}

function toVisit(row: Tables['visits']): Visit {
  return {
    id: row.id,
    ticketId: row.ticket_id,
    technicianId: row.technician_id,
    startedAt: row.started_at,
    startedFrom: fromJsonOrNull<Location>(row.started_from),
    endedAt: row.ended_at,
    outcome: row.outcome as VisitOutcome | null,
  };
}

const selectRunning = prepared((blank: Blank<Looker & { ticketId: string }>, wholeCompany: boolean) =>
  blank.db
    .selectFrom('visits')
    .selectAll()
    .where('tenant_id', '=', blank.tenantId)
    .where('ticket_id', '=', blank.value.ticketId)
    .where('ticket_id', 'in', visibleTicketIds(blank.db, sightOf(blank, wholeCompany)))
    .where('ended_at', 'is', null),
);
