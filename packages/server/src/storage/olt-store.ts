import type { Kysely } from 'kysely';
import type { OltRecord, OnuProfile } from '../onu-jobs/olt-record.ts';
import { fromJson } from './json-column.ts';
import type { OltStore, Scope } from './store.ts';
import type { Tables } from './tables.ts';

export function oltStore(db: Kysely<Tables>, scope: Scope): OltStore {
  const ofTenant = () => db.selectFrom('olts').selectAll().where('tenant_id', '=', scope.tenantId);
  return {
    async list() {
      return (await ofTenant().orderBy('id').execute()).map(toOlt);
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
