import { type Company, resolveLocale } from '@field/core';
import type { Kysely } from 'kysely';
import { listTenants } from './list-tenants.ts';
import type { Directory, Tenant } from './storage.ts';
import type { Tables } from './tables.ts';
import type { Within } from './transact.ts';

/** Reads tenants and logins, before a scope exists. */
export function directory(door: Kysely<Tables>, within: Within): Directory {
  async function findTenant(tenantId: string): Promise<Tenant | null> {
    const db = within(tenantId);
    const row = await db.selectFrom('tenants').selectAll().where('id', '=', tenantId).executeTakeFirst();
    if (!row) return null;
    const companies = await db
      .selectFrom('companies')
      .select(['id', 'name'])
      .where('tenant_id', '=', tenantId)
      .orderBy('name')
      .orderBy('id')
      .execute();
    return { id: row.id, name: row.name, locale: resolveLocale(row.locale), companies };
  }

  return {
    findTenant,
    listTenants: () => listTenants({ door }),

    async findTenantByDomain(domain) {
      const withoutPort = domain.replace(/:\d+$/, '');
      const rows = await door
        .selectFrom('tenant_domains')
        .selectAll()
        .where('domain', 'in', [domain, withoutPort])
        .execute();
      const row = rows.find((candidate) => candidate.domain === domain) ?? rows[0];
      return row ? findTenant(row.tenant_id) : null;
    },

    async findLogin(tenantId, username) {
      const db = within(tenantId);
      const row = await db
        .selectFrom('technicians')
        .select(['id', 'name', 'password_hash'])
        .where('tenant_id', '=', tenantId)
        .where('username', '=', foldUsername(username))
        .where('active', '=', 1)
        .executeTakeFirst();
      if (!row) return null;
      const companies: Company[] = await db
        .selectFrom('technician_companies as link')
        .innerJoin('companies as company', (join) =>
          join.onRef('company.tenant_id', '=', 'link.tenant_id').onRef('company.id', '=', 'link.company_id'),
        )
        .select(['company.id', 'company.name'])
        .where('link.tenant_id', '=', tenantId)
        .where('link.technician_id', '=', row.id)
        .execute();
      return { technician: { id: row.id, name: row.name }, passwordHash: row.password_hash, companies };
    },
  };
}

/** A user name as it is stored and looked up. */
export function foldUsername(username: string): string {
  return username.normalize('NFC').trim().toLowerCase();
}
