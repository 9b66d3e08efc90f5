import type { PersonRecord, Role } from '@field/core/dispatch';
import type { Kysely } from 'kysely';
import { foldUsername } from '../directory.ts';
import type { Scope } from '../scope.ts';
import type { Tables } from '../tables.ts';
import type { PeopleStore } from './dispatch.ts';

/** A hash nothing has: who has no password yet cannot sign in. */
const noPassword = '-';

export function peopleStore(db: Kysely<Tables>, { tenantId }: Scope): PeopleStore {
  async function read(personId?: string): Promise<PersonRecord[]> {
    const rows = await db
      .selectFrom('technicians')
      .select(['id', 'name', 'username', 'role', 'active'])
      .where('tenant_id', '=', tenantId)
      .$if(personId !== undefined, (query) => query.where('id', '=', personId ?? ''))
      .orderBy('name')
      .orderBy('id')
      .execute();
    const links = await db
      .selectFrom('technician_companies')
      .select(['technician_id', 'company_id'])
      .where('tenant_id', '=', tenantId)
      .$if(personId !== undefined, (query) => query.where('technician_id', '=', personId ?? ''))
      .orderBy('company_id')
      .execute();
    return rows.map(({ active, role, ...row }) => ({
      ...row,
      role: role as Role,
      companyIds: links.flatMap((link) => (link.technician_id === row.id ? [link.company_id] : [])),
      active: active === 1,
    }));
  }

  const find: PeopleStore['find'] = async (personId) => (await read(personId))[0] ?? null;

  return {
    listCompanies: () =>
      db
        .selectFrom('companies')
        .select(['id', 'name'])
        .where('tenant_id', '=', tenantId)
        .orderBy('name')
        .execute(),
    list: () => read(),
    find,

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
