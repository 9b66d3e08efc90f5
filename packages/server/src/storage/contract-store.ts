import type { ContractOnu, OnuState } from '@field/core';
import type { Kysely } from 'kysely';
import { fromJsonOrNull, toJson } from './json-column.ts';
import { countRevision, lastRevision } from './next-revision.ts';
import { type Blank, prepared } from './prepared.ts';
import type { SecretBox } from './secret-box.ts';
import type { ContractStore, Scope } from './store.ts';
import type { Tables } from './tables.ts';
import { together } from './together.ts';
import { type Looker, sightOf, visibleTickets } from './visible-tickets.ts';

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
      const written = Object.keys(columns);
      if (written.length === 0) return;
      const values = { ...scope, contractId };
      await together([
        updateContract(db, { ...values, ...columns }, written.join(' ')),
        // A ticket shows what its contract holds, so each of the contract's tickets has changed.
        countRevision(db, {}),
        touchTickets(db, values),
      ]);
    },
  };
}

/** Binds a sealed PPPoE password to its contract. */
export function contractOwner(tenantId: string, contractId: string): string {
  return JSON.stringify(['pppoe', tenantId, contractId]);
}

interface ContractUpdate extends Looker, Partial<Omit<Tables['contracts'], 'tenant_id' | 'id'>> {
  readonly contractId: string;
}

/** The contract, where a ticket of it is seen. */
function seenContract(blank: Blank<Looker & { contractId: string }>) {
  return visibleTickets(blank.db, sightOf(blank, false))
    .select('tickets.contract_id')
    .where('tickets.contract_id', '=', blank.value.contractId);
}

/** `written` names the columns that are. */
const updateContract = prepared((blank: Blank<ContractUpdate>, written: string) => {
  const columns = written.split(' ').map((name) => [name, blank.value[name as keyof ContractUpdate]]);
  return blank.db
    .updateTable('contracts')
    .set(Object.fromEntries(columns) as Partial<Tables['contracts']>)
    .where('tenant_id', '=', blank.tenantId)
    .where('id', 'in', seenContract(blank));
});

const touchTickets = prepared((blank: Blank<Looker & { contractId: string }>) =>
  blank.db
    .updateTable('tickets')
    .set((eb) => ({ revision: lastRevision(blank.db, blank.tenantId), version: eb('version', '+', 1) }))
    .where('tenant_id', '=', blank.tenantId)
    .where('contract_id', 'in', seenContract(blank)),
);
