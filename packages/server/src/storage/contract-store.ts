import type { ContractOnu, OnuState } from '@field/core';
import type { Kysely } from 'kysely';
import { fromJsonOrNull, toJson } from './json-column.ts';
import { nextRevision } from './next-revision.ts';
import type { SecretBox } from './secret-box.ts';
import type { ContractStore, Scope } from './store.ts';
import type { Tables } from './tables.ts';
import { visibleTickets } from './visible-tickets.ts';

export function contractStore(db: Kysely<Tables>, scope: Scope, secrets: SecretBox): ContractStore {
  const ofTicket = (ticketId: string) =>
    visibleTickets(db, scope)
      .innerJoin('contracts as contract', (join) =>
        join
          .onRef('contract.tenant_id', '=', 'tickets.tenant_id')
          .onRef('contract.id', '=', 'tickets.contract_id'),
      )
      .selectAll('contract')
      .where('tickets.id', '=', ticketId)
      .executeTakeFirst();

  return {
    async findOfTicket(ticketId) {
      const row = await ofTicket(ticketId);
      if (!row) return null;
      return {
        id: row.id,
        onuState: row.onu_state as OnuState,
        onu: fromJsonOrNull<ContractOnu>(row.onu),
        onuProfile: row.onu_profile,
        oltId: row.olt_id,
      };
    },

    async readPppoe(ticketId) {
      const row = await ofTicket(ticketId);
      if (!row || row.pppoe_login === null) return null;
      const owner = contractOwner(scope.tenantId, row.id);
      const password = row.pppoe_password === null ? '' : secrets.open(row.pppoe_password, owner);
      return { login: row.pppoe_login, password };
    },

    async isOnuTaken(serialNumber, contractId) {
      const row = await db
        .selectFrom('contracts')
        .select('id')
        .where('tenant_id', '=', scope.tenantId)
        .where('onu_serial', '=', serialNumber)
        .where('id', '!=', contractId)
        .executeTakeFirst();
      return row !== undefined;
    },

    async update(contractId, change) {
      const columns = {
        ...(change.onu !== undefined && {
          onu: toJson(change.onu),
          onu_serial: change.onu?.serialNumber ?? null,
        }),
        ...(change.onuState && { onu_state: change.onuState }),
        ...(change.cto !== undefined && { cto: change.cto }),
        ...(change.seal !== undefined && { seal: change.seal }),
        ...(change.ctoPort !== undefined && { cto_port: change.ctoPort }),
      };
      if (Object.keys(columns).length === 0) return;
      const seen = visibleTickets(db, scope).where('tickets.contract_id', '=', contractId);
      if (!(await seen.select('tickets.id').executeTakeFirst())) return;
      await db
        .updateTable('contracts')
        .set(columns)
        .where('tenant_id', '=', scope.tenantId)
        .where('id', '=', contractId)
        .execute();
      // A ticket shows what its contract holds, so each of the contract's tickets has changed.
      const revision = await nextRevision(db, scope.tenantId);
      await db
        .updateTable('tickets')
        .set((eb) => ({ revision, version: eb('version', '+', 1) }))
        .where('tenant_id', '=', scope.tenantId)
        .where('contract_id', '=', contractId)
        .execute();
    },
  };
}

/** Binds a sealed PPPoE password to its contract. */
export function contractOwner(tenantId: string, contractId: string): string {
  return JSON.stringify(['pppoe', tenantId, contractId]);
}
