import { parse, ValidationError } from '@field/core';
import { normalizeDomain } from '@field/core/identifiers';
import { hashPassword } from '../auth/password.ts';
import type { Storage } from '../storage/storage.ts';
import { TenantImport } from './tenant-import.ts';

/**
 * Writes a tenant and all it holds in one transaction. Rows whose id exists already are left as they are, so that
 * seeding again never takes back what technicians have done.
 *
 * @throws ValidationError naming the field that is wrong; FieldError `server.domain_taken`, `server.import_refused`
 */
export async function seedTenant(storage: Storage, tenant: TenantImport): Promise<void> {
  const checked = parse(TenantImport, tenant);
  const technicians = await Promise.all(
    checked.technicians.map(async ({ password, passwordHash, ...technician }, index) => {
      if (password === undefined && passwordHash === undefined) {
        throw new ValidationError([
          { path: ['technicians', index, 'password'], code: 'required', params: {} },
        ]);
      }
      return { ...technician, passwordHash: passwordHash ?? (await hashPassword(password ?? '')) };
    }),
  );
  await storage.importTenant({ ...checked, domains: checked.domains.map(normalizeDomain), technicians });
}
