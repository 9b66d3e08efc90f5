import type { Kysely } from 'kysely';
import type { OltRecord, OnuProfile } from '../onu-jobs/olt-record.ts';
import { fromJson } from './json-column.ts';
import { cutPage } from './page.ts';
import { decodePageCursor, encodePageCursor, type ListName } from './page-cursor.ts';
import type { OltStore, Scope } from './store.ts';
import type { Tables } from './tables.ts';

export function oltStore(db: Kysely<Tables>, scope: Scope): OltStore {
  const ofTenant = () => db.selectFrom('olts').selectAll().where('tenant_id', '=', scope.tenantId);
  return {
    async list() {
      return (await ofTenant().orderBy('id').execute()).map(toOlt);
    },
    async listPage({ limit, cursor }) {
      const list: ListName = ['olts', scope.tenantId];
      const [last] = cursor === undefined ? [] : decodePageCursor(list, cursor, 1);
      const rows = await ofTenant()
        .$if(last !== undefined, (query) => query.where('id', '>', last ?? ''))
        .orderBy('id')
        .limit(limit + 1)
        .execute();
      const { items, nextCursor } = cutPage(rows, limit, ({ id }) => encodePageCursor(list, [id]));
      return { items: items.map(toOlt), nextCursor };
    },
    async find(oltId) {
      const row = await ofTenant().where('id', '=', oltId).executeTakeFirst();
      return row ? toOlt(row) : null;
    },
  };
}

function toOlt(row: Tables['olts']): OltRecord {
  return {
    tenantId: row.tenant_id,
    id: row.id,
    name: row.name,
    vendor: row.vendor,
    target: row.target,
    snmpTarget: row.snmp_target,
    hostKeys: fromJson<string[]>(row.host_keys),
    credentials: row.credentials,
    profiles: fromJson<OnuProfile[]>(row.profiles),
  };
}
