import type { Closing } from '@field/core';
import type { Kysely } from 'kysely';
import type { BackendStore, Outgoing, OutgoingKind, OutgoingState } from '../backends/backend-store.ts';
import { nextOutgoing } from '../backends/next-outgoing.ts';
import type { Engine } from './engine.ts';
import { toEvidence } from './evidence-store.ts';
import { endOpening, knownForeignId } from './foreign-openings.ts';
import {
  findMovementProduct,
  forgetWords,
  listKnownTickets,
  onTheWay,
  saveForeignTicket,
} from './foreign-tickets.ts';
import { fromJson } from './json-column.ts';
import type { SecretBox } from './secret-box.ts';
import type { Tables } from './tables.ts';

/** Most operations looked through for the next one; behind them others wait until some of these are done. */
const maxOpen = 2_000;

export function backendStore(
  { within, transact }: Pick<Engine, 'within' | 'transact'>,
  tenantId: string,
  secrets: SecretBox,
): BackendStore {
  const db = () => within(tenantId);
  const change = <T>(work: (transaction: Kysely<Tables>) => Promise<T>) => transact(tenantId, tenantId, work);

  return {
    listKnown: (backend) => listKnownTickets(db(), tenantId, backend),

    saveTicket: (backend, ticket, now) =>
      change((transaction) =>
        saveForeignTicket({ db: transaction, tenantId, secrets, backend, ticket, now }),
      ),

    take: (backend, { runner, until }, now) =>
      change(async (transaction) => {
        const rows = await transaction
          .selectFrom('outgoing')
          .selectAll()
          .where('tenant_id', '=', tenantId)
          .where('backend', '=', backend)
          .where('state', 'in', onTheWay)
          .orderBy('number')
          .limit(maxOpen)
          .execute();
        const operations = rows.map(toOutgoing);
        const closed = operations.filter(({ kind }) => kind === 'closed').map(({ ticketId }) => ticketId);
        const awaited =
          closed.length === 0
            ? []
            : await transaction
                .selectFrom('awaited_evidence')
                .select('ticket_id')
                .where('tenant_id', '=', tenantId)
                .where('ticket_id', 'in', closed)
                .where('evidence_id', 'is', null)
                .execute();
        const awaiting = new Set(awaited.map(({ ticket_id }) => ticket_id));
        const operation = nextOutgoing(operations, awaiting, now);
        if (!operation) return null;
        const readBack = operation.state !== 'waiting';
        await transaction
          .updateTable('outgoing')
          .set({
            state: readBack ? 'unknown' : 'sending',
            attempts: operation.attempts + (readBack ? 0 : 1),
            runner,
            held_until: until,
          })
          .where('tenant_id', '=', tenantId)
          .where('number', '=', operation.number)
          .execute();
        return { operation: { ...operation, attempts: operation.attempts + (readBack ? 0 : 1) }, readBack };
      }),

    settle: (number, runner, { state, nextAt, foreignRef, problem = null, news }) =>
      change(async (transaction) => {
        const row = await transaction
          .updateTable('outgoing')
          .set({
            state,
            next_at: nextAt,
            problem,
            runner: null,
            held_until: null,
            ...(foreignRef !== undefined && { foreign_ref: foreignRef }),
          })
          .where('tenant_id', '=', tenantId)
          .where('number', '=', number)
          .where('runner', '=', runner)
          .returning(['kind', 'ticket_id'])
          .executeTakeFirst();
        if (row?.kind === 'opened' && (state === 'done' || state === 'skipped')) {
          await endOpening(transaction, tenantId, row.ticket_id, foreignRef ?? null);
        }
        if (row && news) await forgetWords(transaction, tenantId, row.ticket_id, news);
      }),

    async listMissing(technicianIds, companyIds) {
      const idsIn = async (table: 'technicians' | 'companies', ids: readonly string[]) =>
        ids.length === 0
          ? []
          : db()
              .selectFrom(table)
              .select('id')
              .where('tenant_id', '=', tenantId)
              .where('id', 'in', ids)
              .execute();
      const found = [
        ...(await idsIn('technicians', technicianIds)),
        ...(await idsIn('companies', companyIds)),
      ].map(({ id }) => id);
      return [...technicianIds, ...companyIds].filter((id) => !found.includes(id));
    },

    async listOutgoing() {
      const rows = await db()
        .selectFrom('outgoing')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('state', 'in', onTheWay)
        .orderBy('number')
        .limit(maxOpen)
        .execute();
      return rows.map(toOutgoing);
    },

    async decide(number, verdict, now) {
      return change(async (transaction) => {
        const row = await transaction
          .updateTable('outgoing')
          .set(
            verdict === 'skip'
              ? { state: 'skipped', next_at: now }
              : { state: 'waiting', next_at: now, attempts: 0 },
          )
          .where('tenant_id', '=', tenantId)
          .where('number', '=', number)
          .where('state', '=', 'refused')
          .returning(['kind', 'ticket_id'])
          .executeTakeFirst();
        if (row?.kind === 'opened' && verdict === 'skip') {
          await endOpening(transaction, tenantId, row.ticket_id, null);
        }
        return row !== undefined;
      });
    },

    async findClosing(ticketId) {
      const row = await db()
        .selectFrom('closings')
        .select('report')
        .where('tenant_id', '=', tenantId)
        .where('ticket_id', '=', ticketId)
        .executeTakeFirst();
      return row ? fromJson<Closing>(row.report) : null;
    },

    async findLabel(kind, code) {
      const row = await db()
        .selectFrom('catalogue')
        .select('label')
        .where('tenant_id', '=', tenantId)
        .where('kind', '=', kind)
        .where('code', '=', code)
        .executeTakeFirst();
      return row?.label ?? null;
    },

    async findEvidence(evidenceId) {
      const row = await db()
        .selectFrom('evidence')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('id', '=', evidenceId)
        .executeTakeFirst();
      return row ? toEvidence(row) : null;
    },

    findProductId: (movementId) => findMovementProduct(db(), tenantId, movementId),
  };
}

function toOutgoing(row: Tables['outgoing']): Outgoing {
  return {
    number: row.number,
    id: row.id,
    ticketId: row.ticket_id,
    foreignId: knownForeignId(row.foreign_id),
    technicianId: row.technician_id,
    kind: row.kind as OutgoingKind,
    params: fromJson(row.params),
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    state: row.state as OutgoingState,
    attempts: row.attempts,
    nextAt: row.next_at,
    heldUntil: row.held_until,
    problem: row.problem,
  };
}
