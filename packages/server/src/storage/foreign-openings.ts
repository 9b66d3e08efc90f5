import type { Ticket } from '@field/core';
import type { Kysely } from 'kysely';
import { addOutgoing } from './add-outgoing.ts';
import { localId, onTheWay, opening } from './foreign-tickets.ts';
import { toJson } from './json-column.ts';
import { newId } from './new-id.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

/** The id of a ticket over there; empty where it is yet to be opened there. */
export function knownForeignId(foreignId: string): string {
  return foreignId.startsWith(opening) ? '' : foreignId;
}

/** Whether another system has tickets of the tenant. */
export async function hasForeignTickets(db: Kysely<Tables>, tenantId: string): Promise<boolean> {
  const row = await db
    .selectFrom('foreign_tickets')
    .select('ticket_id')
    .where('tenant_id', '=', tenantId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Lets a ticket that was opened here be opened in the system its contract came from, too. Does nothing where the contract is of this
 * server alone.
 */
export async function addOpening(db: Kysely<Tables>, scope: Scope, ticket: Ticket): Promise<void> {
  const { tenantId } = scope;
  const relative = await db
    .selectFrom('foreign_tickets as known')
    .innerJoin('tickets as ticket', (join) =>
      join.onRef('ticket.tenant_id', '=', 'known.tenant_id').onRef('ticket.id', '=', 'known.ticket_id'),
    )
    .select('known.backend')
    .where('known.tenant_id', '=', tenantId)
    .where('ticket.contract_id', '=', ticket.contractId)
    .limit(1)
    .executeTakeFirst();
  if (!relative) return;
  const { backend } = relative;
  await db
    .insertInto('foreign_tickets')
    .values({
      tenant_id: tenantId,
      ticket_id: ticket.id,
      backend,
      foreign_id: `${opening}${ticket.id}`,
      fingerprint: '',
      said: null,
      seen_at: ticket.openedAt,
    })
    .execute();
  const { companyId, technicianId, customer, problemCode, priority, location, protocol, schedule } = ticket;
  const contractId = ticket.contractId.slice(localId(backend, '').length);
  const facts = { companyId, technicianId, customer, problemCode, priority, location, protocol };
  const change = { ticketId: ticket.id, occurredAt: ticket.openedAt, recordedAt: ticket.openedAt };
  await addOutgoing(db, scope, {
    ...change,
    id: newId(),
    kind: 'opened',
    params: { ticket: { ...facts, contractId: contractId.startsWith('order-') ? null : contractId } },
  });
  if (!schedule) return;
  await addOutgoing(db, scope, {
    ...change,
    id: newId(),
    kind: 'scheduled',
    params: { schedule, technicianId },
  });
}

/** Writes what a ticket is called over there; null: it will not be opened there, and nothing of it is told. */
export async function endOpening(
  db: Kysely<Tables>,
  tenantId: string,
  ticketId: string,
  foreignId: string | null,
): Promise<void> {
  const waiting = db
    .updateTable('outgoing')
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId)
    .where('state', 'in', onTheWay);
  if (foreignId === null) {
    await waiting.set({ state: 'skipped' }).execute();
    await db
      .deleteFrom('foreign_tickets')
      .where('tenant_id', '=', tenantId)
      .where('ticket_id', '=', ticketId)
      .execute();
    return;
  }
  await waiting.set({ foreign_id: foreignId }).execute();
  await db
    .updateTable('foreign_tickets')
    // It is new there: unless it says otherwise, nobody has it.
    .set({ foreign_id: foreignId, said: toJson({ technician: null, status: '' }) })
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId)
    .execute();
}
