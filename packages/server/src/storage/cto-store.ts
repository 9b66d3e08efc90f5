import type { Location } from '@field/core';
import type { Cto } from '@field/core/sync';
import type { Kysely } from 'kysely';
import { fromJsonOrNull } from './json-column.ts';
import type { CtoStore, Scope } from './store.ts';
import type { Tables } from './tables.ts';

export function ctoStore(db: Kysely<Tables>, { tenantId }: Scope): CtoStore {
  return {
    async list() {
      const rows = await db
        .selectFrom('ctos')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .orderBy('name')
        .orderBy('id')
        .execute();
      return rows.map(toCto);
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
