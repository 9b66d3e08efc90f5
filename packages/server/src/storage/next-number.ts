import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

interface LastNumber {
  executeTakeFirst(): Promise<{ last: number | null } | undefined>;
}

/** The number behind the last one; called inside a change, so nobody else takes it. */
export async function nextNumber(query: LastNumber): Promise<number> {
  return ((await query.executeTakeFirst())?.last ?? 0) + 1;
}

/** {@link nextNumber} of what is told to devices: none is given twice, be the tenant set back to an older copy in between. */
export async function nextToldNumber(
  db: Kysely<Tables>,
  tenantId: string,
  query: LastNumber,
): Promise<number> {
  const next = await nextNumber(query);
  const tenant = await db
    .selectFrom('tenants')
    .select('numbers_from')
    .where('id', '=', tenantId)
    .executeTakeFirstOrThrow();
  return Math.max(next, tenant.numbers_from + 1);
}

/**
 * Where told numbers go on after a restore: the seconds since 2024. No tenant counts faster than that for long, so every life of a
 * database, also of one that is set back twice to the same copy, has numbers of its own.
 */
export function numbersFrom(now: string): number {
  return Math.max(0, Math.floor((Date.parse(now) - Date.parse('2024-01-01T00:00:00Z')) / 1000));
}
