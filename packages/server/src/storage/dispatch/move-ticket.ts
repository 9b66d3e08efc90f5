import type { Schedule } from '@field/core';
import type { Kysely } from 'kysely';
import { endOfTime, toUtc } from '../instants.ts';
import { toJson } from '../json-column.ts';
import { nextRevision } from '../next-revision.ts';
import type { Tables } from '../tables.ts';

type Columns = Pick<Tables['tickets'], 'technician_id' | 'status' | 'schedule' | 'sort_at'>;

/** A schedule as its columns. */
export function scheduleColumns(schedule: Schedule | null): Pick<Columns, 'schedule' | 'sort_at'> {
  return { schedule: toJson(schedule), sort_at: schedule ? toUtc(schedule.startsAt) : endOfTime };
}

/**
 * Changes a ticket from the provider's side; a technician who loses it is told by delta sync. False, and nothing changed,
 * where the tenant has no such ticket.
 */
export async function moveTicket(
  db: Kysely<Tables>,
  tenantId: string,
  ticketId: string,
  columns: Partial<Columns>,
  now: string,
): Promise<boolean> {
  const before = await db
    .selectFrom('tickets')
    .select(['company_id', 'technician_id'])
    .where('tenant_id', '=', tenantId)
    .where('id', '=', ticketId)
    .executeTakeFirst();
  if (!before) return false;
  const revision = await nextRevision(db, tenantId);
  await db
    .updateTable('tickets')
    .set((eb) => ({ ...columns, revision, updated_at: now, version: eb('version', '+', 1) }))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', ticketId)
    .execute();
  const { company_id, technician_id } = before;
  if (technician_id !== null && 'technician_id' in columns && columns.technician_id !== technician_id) {
    await db
      .insertInto('departures')
      .values({ tenant_id: tenantId, company_id, technician_id, revision, ticket_id: ticketId })
      .execute();
  }
  return true;
}
