import type { Location } from '@field/core';
import type { Cto } from '@field/core/sync';
import type { Kysely } from 'kysely';
import { fromJsonOrNull } from './json-column.ts';
import { cutPage } from './page.ts';
import { decodePageCursor, encodePageCursor, isBehind, type ListName } from './page-cursor.ts';
import type { CtoStore, Scope } from './store.ts';
import type { Tables } from './tables.ts';

export function ctoStore(db: Kysely<Tables>, { tenantId }: Scope): CtoStore {
  const list: ListName = ['ctos', tenantId];
  const ofTenant = () => db.selectFrom('ctos').selectAll().where('tenant_id', '=', tenantId);
  return {
    async list({ limit, cursor }) {
      const rows = await ofTenant()
        .$if(cursor !== undefined, (query) =>
          query.where(isBehind(['name', 'id'], decodePageCursor(list, cursor ?? '', 2))),
        )
        .orderBy('name')
        .orderBy('id')
        .limit(limit + 1)
        .execute();
      const { items, nextCursor } = cutPage(rows, limit, ({ name, id }) =>
        encodePageCursor(list, [name, id]),
      );
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
