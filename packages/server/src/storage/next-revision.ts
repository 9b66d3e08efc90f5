import type { Kysely } from 'kysely';
import { type Blank, prepared } from './prepared.ts';
import type { Tables } from './tables.ts';

/** Counts the tenant's changes up, to the last of them; called inside a change, so that revisions are committed in their order. */
export async function nextRevision(db: Kysely<Tables>, tenantId: string, changes = 1): Promise<number> {
  const { revision } = await db
    .updateTable('tenants')
    .set((eb) => ({ revision: eb('revision', '+', changes) }))
    .where('id', '=', tenantId)
    .returning('revision')
    .executeTakeFirstOrThrow();
  return revision;
}

/**
 * Counts the tenant's changes up by one, for a statement given right behind it that writes `lastRevision`: they travel together.
 */
export const countRevision = prepared(({ db, tenantId }: Blank<object>) =>
  db
    .updateTable('tenants')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', tenantId),
);

/** The number of the tenant's last change, inside a statement. */
export function lastRevision(db: Kysely<Tables>, tenantId: string) {
  return db.selectFrom('tenants').select('revision').where('id', '=', tenantId);
}

/** The number of the tenant's last change, and since which restore it is counted. */
export async function readRevision(
  db: Kysely<Tables>,
  tenantId: string,
): Promise<{ readonly revision: number; readonly epoch: string }> {
  return db
    .selectFrom('tenants')
    .select(['revision', 'epoch'])
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow();
}
