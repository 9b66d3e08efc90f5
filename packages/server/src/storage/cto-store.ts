import type { Location } from '@field/core';
import type { Cto } from '@field/core/sync';
import type { Kysely } from 'kysely';
import { fromJsonOrNull } from './json-column.ts';
import { pageByName } from './page-by-name.ts';
import type { CtoStore, Scope } from './store.ts';
import type { Tables } from './tables.ts';

export function ctoStore(db: Kysely<Tables>, { tenantId }: Scope): CtoStore {
  const ofTenant = () => db.selectFrom('ctos').selectAll().where('tenant_id', '=', tenantId);
  return {
    async list(page) {
      const { items, nextCursor } = await pageByName(['ctos', tenantId], ofTenant(), page);
      return { items: items.map(toCto), nextCursor };
    },

    async listPlaced() {
      const rows = await ofTenant().where('location', 'is not', null).orderBy('id').execute();
      return rows.map(toCto);
    },

    async find(ctoId) {
      const row = await ofTenant().where('id', '=', ctoId).executeTakeFirst();
      return row ? toCto(row) : null;
    },
  };
}

function toCto(row: Tables['ctos']): Cto {
  return {
    id: row.id,
    name: row.name,
    location: fromJsonOrNull<Location>(row.location),
    ports: row.ports,
    oltId: row.olt_id,
    pon: row.pon,
  };
}
