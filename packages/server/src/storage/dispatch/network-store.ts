import type { ContractOnu, OnuState } from '@field/core';
import type { Kysely } from 'kysely';
import { contractOwner } from '../contract-store.ts';
import { inParts } from '../in-parts.ts';
import { fromJsonOrNull, toJson } from '../json-column.ts';
import { nextRevision } from '../next-revision.ts';
import type { Scope } from '../scope.ts';
import type { SecretBox } from '../secret-box.ts';
import type { Tables } from '../tables.ts';
import type { NetworkStore } from './dispatch.ts';

export function networkStore(db: Kysely<Tables>, { tenantId }: Scope, secrets: SecretBox): NetworkStore {
  return {
    async findContract(contractId) {
      const row = await db
        .selectFrom('contracts')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('id', '=', contractId)
        .executeTakeFirst();
      if (!row) return null;
      return {
        id: row.id,
        plan: row.plan,
        subplan: row.subplan,
        cto: row.cto,
        seal: row.seal,
        ctoPort: row.cto_port,
        oltId: row.olt_id,
        onuProfile: row.onu_profile,
        pppoeLogin: row.pppoe_login,
        onuState: row.onu_state as OnuState,
        onu: fromJsonOrNull<ContractOnu>(row.onu),
      };
    },

    async whichContracts(contractIds) {
      const found = new Set<string>();
      for (const part of inParts(contractIds)) {
        const rows = await db
          .selectFrom('contracts')
          .select('id')
          .where('tenant_id', '=', tenantId)
          .where('id', 'in', part)
          .execute();
        for (const { id } of rows) found.add(id);
      }
      return found;
    },

    async saveContract(contractId, contract) {
      const { pppoe } = contract;
      const sealed = pppoe ? secrets.seal(pppoe.password, contractOwner(tenantId, contractId)) : null;
      const columns = {
        plan: contract.plan,
        subplan: contract.subplan,
        cto: contract.cto,
        seal: contract.seal,
        cto_port: contract.ctoPort,
        olt_id: contract.oltId,
        onu_profile: contract.onuProfile,
        ...(pppoe !== undefined && { pppoe_login: pppoe?.login ?? null, pppoe_password: sealed }),
      };
      await db
        .insertInto('contracts')
        .values({
          tenant_id: tenantId,
          id: contractId,
          pppoe_login: null,
          pppoe_password: null,
          onu_state: 'none',
          onu: null,
          onu_serial: null,
          ...columns,
        })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(columns))
        .execute();
      // A ticket shows what its contract holds, so each of the contract's tickets has changed.
      const revision = await nextRevision(db, tenantId);
      await db
        .updateTable('tickets')
        .set((eb) => ({ revision, version: eb('version', '+', 1) }))
        .where('tenant_id', '=', tenantId)
        .where('contract_id', '=', contractId)
        .execute();
    },

    async saveOlt(olt) {
      const columns = {
        name: olt.name,
        vendor: olt.vendor,
        target: olt.target,
        snmp_target: olt.snmpTarget,
        host_keys: toJson(olt.hostKeys),
        credentials: olt.credentials,
        profiles: toJson(olt.profiles),
      };
      await db
        .insertInto('olts')
        .values({ tenant_id: tenantId, id: olt.id, ...columns })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(columns))
        .execute();
    },

    async saveCto(cto) {
      const columns = {
        name: cto.name,
        location: toJson(cto.location),
        ports: cto.ports,
        olt_id: cto.oltId,
        pon: cto.pon,
      };
      await db
        .insertInto('ctos')
        .values({ tenant_id: tenantId, id: cto.id, ...columns })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(columns))
        .execute();
    },

    async removeCto(ctoId) {
      const { numDeletedRows } = await db
        .deleteFrom('ctos')
        .where('tenant_id', '=', tenantId)
        .where('id', '=', ctoId)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}
