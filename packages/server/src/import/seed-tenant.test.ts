import { isValidationError } from '@field/core';
import { expect, test } from 'vitest';
import { openSqliteStorage } from '../storage/sqlite-storage.ts';
import { seedTenant } from './seed-tenant.ts';
import type { TenantImport } from './tenant-import.ts';

const smallest: TenantImport = {
  id: 'serra',
  name: 'Serra Fibra',
  domains: ['serra.example'],
  companies: [{ id: 'matriz', name: 'Matriz' }],
};

const olt = {
  id: 'olt-1',
  name: 'Centro',
  target: 'ssh://admin@10.0.0.2:22',
  credentials: 'centro',
  profiles: [{ name: 'residential', lineProfileId: 1, serviceProfileId: 1 }],
};

/** The wrong fields of an import, as `path code`. */
async function faultsOf(changes: Partial<TenantImport>): Promise<string[]> {
  const storage = await openSqliteStorage({ path: ':memory:' });
  try {
    await seedTenant(storage, { ...smallest, ...changes });
    return [];
  } catch (error) {
    if (!isValidationError(error)) throw error;
    expect(JSON.stringify(error)).not.toContain('s3cret');
    return error.issues.map(({ path, code }) => `${path.join('.')} ${code}`);
  } finally {
    await storage.close();
  }
}

test('a tenant needs no more than a name, a domain and a company', async () => {
  expect(await faultsOf({})).toEqual([]);
});

test('what is wrong is named by its field', async () => {
  const technician = { id: 'ana', name: 'Ana', username: 'ana', companyIds: ['matriz'] };
  expect(await faultsOf({ domains: [] })).toEqual(['domains invalid']);
  expect(await faultsOf({ domains: ['a b'] })).toEqual(['domain not_a_domain']);
  expect(await faultsOf({ technicians: [{ ...technician, password: 's3cret' }] })).toEqual([
    'technicians.0.password invalid',
  ]);
  expect(await faultsOf({ stock: [{ technicianId: 'ana', productId: 'drop', available: -1 }] })).toEqual([
    'stock.0.available too_small',
  ]);
});

test('an OLT’s password has no place in its target', async () => {
  expect(await faultsOf({ olts: [{ ...olt, target: 'ssh://admin:s3cret@10.0.0.2' }] })).toEqual([
    'olts.0.target invalid',
  ]);
  for (const target of [
    'ssh://admin@10.0.0.2:22',
    'telnet://10.0.0.2',
    'ssh://admin@[::1]:2222',
    'snmp://olt.example:1161',
  ]) {
    expect([target, await faultsOf({ olts: [{ ...olt, target }] })]).toEqual([target, []]);
  }
});
