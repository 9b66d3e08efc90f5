import type { Kysely } from 'kysely';
import type { Outgoing } from '../backends/backend-store.ts';
import { toJson } from './json-column.ts';
import { nextNumber } from './next-number.ts';
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
  { tenantId, technicianId }: Scope,
  entry: NewOutgoing,
): Promise<void> {
  const [bound] = (await selectForeign(db, { ticketId: entry.ticketId })).rows;
  if (!bound) return;
  const number = await nextNumber(
    db
      .selectFrom('outgoing')
      .where('tenant_id', '=', tenantId)
      .select(({ fn }) => fn.max<number | null>('number').as('last')),
  );
  await db
    .insertInto('outgoing')
    .values({
      tenant_id: tenantId,
      number,
      id: entry.id,
      backend: bound.backend,
      ticket_id: entry.ticketId,
      foreign_id: bound.foreign_id,
      technician_id: technicianId,
      kind: entry.kind,
      params: toJson(entry.params),
      occurred_at: entry.occurredAt,
      recorded_at: entry.recordedAt,
      state: 'waiting',
      attempts: 0,
      next_at: entry.recordedAt,
      runner: null,
      held_until: null,
      foreign_ref: null,
      problem: null,
    })
    .execute();
}

const selectForeign = prepared(({ db, tenantId, value }: Blank<{ ticketId: string }>) =>
  db
    .selectFrom('foreign_tickets')
    .select(['backend', 'foreign_id'])
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', value.ticketId),
);
