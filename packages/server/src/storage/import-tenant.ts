import { foldText } from '@field/core';
import type { Kysely } from 'kysely';
import type { TenantRecords } from '../import/tenant-import.ts';
import { contractOwner } from './contract-store.ts';
import { foldUsername } from './directory.ts';
import { endOfTime, toUtc } from './instants.ts';
import { toJson } from './json-column.ts';
import { nextRevision } from './next-revision.ts';
import type { SecretBox } from './secret-box.ts';
import { storageError } from './storage-errors.ts';
import type { Tables } from './tables.ts';
import { toThousandths } from './thousandths.ts';

/** Adds what does not exist yet; see `seedTenant`. */
export async function importTenant(
  db: Kysely<Tables>,
  tenant: TenantRecords,
  secrets: SecretBox,
): Promise<void> {
  const tenant_id = tenant.id;
  const importedAt = new Date().toISOString();

  async function add<Name extends keyof Tables>(table: Name, rows: readonly Tables[Name][]): Promise<void> {
    for (const row of rows) {
      await db
        .insertInto<keyof Tables>(table)
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }

  const fresh = { revision: 0, epoch: '', numbers_from: 0, settings: '', people: '' };
  await add('tenants', [{ id: tenant.id, name: tenant.name, locale: tenant.locale, ...fresh }]);
  const revision = await nextRevision(db, tenant.id);
  await addDomains(db, tenant);
  await add(
    'companies',
    tenant.companies.map(({ id, name }) => ({ tenant_id, id, name })),
  );
  await add(
    'technicians',
    tenant.technicians.map(({ id, name, username, passwordHash, role }) => ({
      tenant_id,
      id,
      name,
      username: foldUsername(username),
      password_hash: passwordHash,
      role,
      active: 1,
    })),
  );
  await add(
    'technician_companies',
    tenant.technicians.flatMap(({ id, companyIds }) =>
      companyIds.map((company_id) => ({ tenant_id, technician_id: id, company_id })),
    ),
  );
  await add('catalogue', [
    ...tenant.causes.map((item, position) => ({ tenant_id, kind: 'cause', ...item, position })),
    ...tenant.solutions.map((item, position) => ({ tenant_id, kind: 'solution', ...item, position })),
    ...tenant.problemCodes.map((item, position) => ({ tenant_id, kind: 'problem', ...item, position })),
  ]);
  await add(
    'products',
    tenant.products.map(({ id, name, unit, kind }) => ({ tenant_id, id, name, unit, kind })),
  );
  await addStock(db, tenant);
  await add(
    'olts',
    tenant.olts.map((olt) => ({
      tenant_id,
      id: olt.id,
      name: olt.name,
      vendor: olt.vendor,
      target: olt.target,
      snmp_target: olt.snmpTarget,
      host_keys: toJson(olt.hostKeys),
      credentials: olt.credentials,
      profiles: toJson(olt.profiles),
    })),
  );
  await add(
    'ctos',
    tenant.ctos.map(({ id, name, location, ports, oltId, pon }) => ({
      tenant_id,
      id,
      name,
      location: toJson(location),
      ports,
      olt_id: oltId,
      pon,
    })),
  );
  await add(
    'policies',
    tenant.policies.map((policy) => ({
      tenant_id,
      id: policy.id,
      revision: policy.revision,
      document: toJson(policy),
      in_force: 1,
      saved_at: importedAt,
    })),
  );
  await add(
    'contracts',
    tenant.contracts.map((contract) => ({
      tenant_id,
      id: contract.id,
      plan: contract.plan,
      subplan: contract.subplan,
      cto: contract.cto,
      seal: contract.seal,
      cto_port: contract.ctoPort,
      pppoe_login: contract.pppoe?.login ?? null,
      pppoe_password: contract.pppoe
        ? secrets.seal(contract.pppoe.password, contractOwner(tenant_id, contract.id))
        : null,
      olt_id: contract.oltId,
      onu_profile: contract.onuProfile,
      onu_state: contract.onuState,
      onu: toJson(contract.onu),
      onu_serial: contract.onu?.serialNumber ?? null,
    })),
  );
  await add(
    'tickets',
    tenant.tickets.map((ticket) => ({
      tenant_id,
      id: ticket.id,
      company_id: ticket.companyId,
      technician_id: ticket.technicianId,
      contract_id: ticket.contractId,
      protocol: ticket.protocol,
      status: ticket.status,
      priority: ticket.priority,
      problem_code: toJson(ticket.problemCode),
      subcategory: toJson(ticket.subcategory),
      schedule: toJson(ticket.schedule),
      sort_at: ticket.schedule ? toUtc(ticket.schedule.startsAt) : endOfTime,
      address: toJson(ticket.address),
      location: toJson(ticket.location),
      customer: toJson(ticket.customer),
      customer_search: foldText(ticket.customer.name),
      opened_at: ticket.openedAt,
      updated_at: ticket.openedAt,
      version: 1,
      revision,
    })),
  );
}

async function addDomains(db: Kysely<Tables>, tenant: TenantRecords): Promise<void> {
  for (const domain of tenant.domains) {
    const owner = await db
      .selectFrom('tenant_domains')
      .select('tenant_id')
      .where('domain', '=', domain)
      .executeTakeFirst();
    if (owner && owner.tenant_id !== tenant.id) throw storageError('server.domain_taken', { domain });
    if (!owner) await db.insertInto('tenant_domains').values({ domain, tenant_id: tenant.id }).execute();
  }
}

async function addStock(db: Kysely<Tables>, tenant: TenantRecords): Promise<void> {
  for (const { technicianId, productId, available, serials } of tenant.stock) {
    const added = await db
      .insertInto('stock')
      .values({
        tenant_id: tenant.id,
        technician_id: technicianId,
        product_id: productId,
        available_thousandths: toThousandths(available ?? serials.length),
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (added.numInsertedOrUpdatedRows !== 1n) continue;
    for (const serial of serials) {
      await db
        .insertInto('stock_serials')
        .values({ tenant_id: tenant.id, product_id: productId, serial, technician_id: technicianId })
        .execute();
    }
  }
}
