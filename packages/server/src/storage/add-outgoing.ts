import type { Kysely } from 'kysely';
import type { Outgoing } from '../backends/backend-store.ts';
import { toJson } from './json-column.ts';
import { type Blank, prepared } from './prepared.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';

type NewOutgoing = Pick<Outgoing, 'id' | 'ticketId' | 'kind' | 'params' | 'occurredAt' | 'recordedAt'>;

/**
 * Lets what happened to a ticket be told to the system it came from, in the transaction that accepts it: what was acknowledged to
 * the phone is sent on, what was not is not. Does nothing for a ticket of this server alone.
 */
export async function addOutgoing(
  db: Kysely<Tables>,
  { technicianId }: Scope,
  entry: NewOutgoing,
): Promise<void> {
  const [bound] = (await selectForeign(db, { ticketId: entry.ticketId })).rows;
  if (!bound) return;
  await insertOutgoing(
    db,
    outgoingRow({ backend: bound.backend, foreignId: bound.foreign_id }, technicianId, entry),
  );
}

/** What is told to the system a ticket came from. */
export function outgoingRow(
  { backend, foreignId }: { readonly backend: string; readonly foreignId: string },
  technicianId: string,
  { id, ticketId, kind, params, occurredAt, recordedAt }: NewOutgoing,
): OutgoingRow {
  return {
    id,
    backend,
    ticket_id: ticketId,
    foreign_id: foreignId,
    technician_id: technicianId,
    kind,
    params: toJson(params),
    occurred_at: occurredAt,
    recorded_at: recordedAt,
  };
}

type OutgoingRow = Pick<
  Tables['outgoing'],
  | 'id'
  | 'backend'
  | 'ticket_id'
  | 'foreign_id'
  | 'technician_id'
  | 'kind'
  | 'params'
  | 'occurred_at'
  | 'recorded_at'
>;

/** In a shared turn only behind `countRevision`, which nobody passes beside it: the number would be taken twice. */
export const insertOutgoing = prepared(({ db, tenantId, value }: Blank<OutgoingRow>) => {
  const { id, backend, ticket_id, foreign_id, technician_id, kind, params, occurred_at, recorded_at } = value;
  const number = db
    .selectFrom('outgoing')
    .where('tenant_id', '=', tenantId)
    .select(({ eb, fn, lit }) => eb(fn.coalesce(fn.max('number'), lit(0)), '+', 1).as('next'));
  return db.insertInto('outgoing').values({
    tenant_id: tenantId,
    number,
    id,
    backend,
    ticket_id,
    foreign_id,
    technician_id,
    kind,
    params,
    occurred_at,
    recorded_at,
    state: 'waiting',
    attempts: 0,
    next_at: recorded_at,
    runner: null,
    held_until: null,
    foreign_ref: null,
    problem: null,
  });
});

const selectForeign = prepared(({ db, tenantId, value }: Blank<{ ticketId: string }>) =>
  db
    .selectFrom('foreign_tickets')
    .select(['backend', 'foreign_id'])
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', value.ticketId),
);
