import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** Counts the tenant's changes up by one; called inside a change, so that revisions are committed in their order. */
export async function nextRevision(db: Kysely<Tables>, tenantId: string): Promise<number> {
  const { revision } = await db
    .updateTable('tenants')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', tenantId)
    .returning('revision')
    .executeTakeFirstOrThrow();
  return revision;
}

/** The number of the tenant's last change. */
export async function readRevision(db: Kysely<Tables>, tenantId: string): Promise<number> {
  const row = await db
    .selectFrom('tenants')
    .select('revision')
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow();
  return row.revision;
}
