import type { PersonRecord, Role } from '@field/core/dispatch';
import type { Kysely } from 'kysely';
import { foldUsername } from '../directory.ts';
import { pageByName } from '../page-by-name.ts';
import type { Scope } from '../scope.ts';
import type { Tables } from '../tables.ts';
import type { PeopleStore } from './dispatch.ts';

/** A hash nothing has: who has no password yet cannot sign in. */
const noPassword = '-';

export function peopleStore(db: Kysely<Tables>, { tenantId }: Scope): PeopleStore {
  const people = () =>
    db
      .selectFrom('technicians')
      .select(['id', 'name', 'username', 'role', 'active'])
      .where('tenant_id', '=', tenantId);

  type PersonRow = Pick<Tables['technicians'], 'id' | 'name' | 'username' | 'role' | 'active'>;

  async function withCompanies(rows: readonly PersonRow[]): Promise<PersonRecord[]> {
    if (rows.length === 0) return [];
    const links = await db
      .selectFrom('technician_companies')
      .select(['technician_id', 'company_id'])
      .where('tenant_id', '=', tenantId)
      .where(
        'technician_id',
        'in',
        rows.map(({ id }) => id),
      )
      .orderBy('company_id')
      .execute();
    const companies = new Map<string, string[]>();
    for (const { technician_id, company_id } of links) {
      companies.set(technician_id, [...(companies.get(technician_id) ?? []), company_id]);
    }
    return rows.map(({ active, role, ...row }) => ({
      ...row,
      role: role as Role,
      companyIds: companies.get(row.id) ?? [],
      active: active === 1,
    }));
  }

  const find: PeopleStore['find'] = async (personId) => {
    const [person] = await withCompanies(await people().where('id', '=', personId).execute());
    return person ?? null;
  };

  return {
    listCompanies: () =>
      db
        .selectFrom('companies')
        .select(['id', 'name'])
        .where('tenant_id', '=', tenantId)
        .orderBy('name')
        .execute(),
    find,

    async list(page) {
      const { items, nextCursor } = await pageByName(['people', tenantId], people(), page);
      return { items: await withCompanies(items), nextCursor };
    },

    async hasOtherAdmin(personId) {
      const row = await people()
        .where('id', '!=', personId)
        .where('role', '=', 'admin' satisfies Role)
        .where('active', '=', 1)
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },

    async isUsernameTaken(username, personId) {
      const row = await db
        .selectFrom('technicians')
        .select('id')
        .where('tenant_id', '=', tenantId)
        .where('username', '=', foldUsername(username))
        .where('id', '!=', personId)
        .executeTakeFirst();
      return row !== undefined;
    },

    async save({ id, name, username, role, companyIds, active }, passwordHash, now) {
      const before = await find(id);
      const columns = { name, username: foldUsername(username), role, active: active ? 1 : 0 };
      await db
        .insertInto('technicians')
        .values({ tenant_id: tenantId, id, password_hash: passwordHash ?? noPassword, ...columns })
        .onConflict((conflict) =>
          conflict
            .columns(['tenant_id', 'id'])
            .doUpdateSet({ ...columns, ...(passwordHash !== null && { password_hash: passwordHash }) }),
        )
        .execute();
      for (const company_id of companyIds) {
        await db
          .insertInto('technician_companies')
          .values({ tenant_id: tenantId, technician_id: id, company_id })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
      const lost = before?.companyIds.filter((companyId) => !companyIds.includes(companyId)) ?? [];
      for (const companyId of lost) await removeCompany(id, companyId);
      // Whoever has the old password, or no account any more, is signed out everywhere.
      if (!active || passwordHash !== null) {
        await db
          .updateTable('sessions')
          .set({ ended_at: now })
          .where('tenant_id', '=', tenantId)
          .where('technician_id', '=', id)
          .where('ended_at', 'is', null)
          .execute();
      }
    },
  };

  async function removeCompany(personId: string, companyId: string): Promise<void> {
    const sessions = db
      .selectFrom('sessions')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('technician_id', '=', personId)
      .where('company_id', '=', companyId);
    for (const table of ['access_tokens', 'refresh_tokens'] as const) {
      await db.deleteFrom(table).where('session_id', 'in', sessions).execute();
    }
    await db.deleteFrom('sessions').where('id', 'in', sessions).execute();
    await db
      .deleteFrom('technician_companies')
      .where('tenant_id', '=', tenantId)
      .where('technician_id', '=', personId)
      .where('company_id', '=', companyId)
      .execute();
  }
}
