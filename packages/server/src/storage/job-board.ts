import type { Engine } from './engine.ts';
import { listTenants } from './list-tenants.ts';
import type { JobBoard } from './storage.ts';

/** Asks tenant by tenant: one tenant's rows are all that a connection sees. */
export function jobBoard(engine: Engine): JobBoard {
  const { within, isShared } = engine;
  return {
    async freeOnuJobs() {
      // Where others may be at work, only time tells who is gone.
      if (isShared) return;
      for (const tenantId of await listTenants(engine)) {
        await within(tenantId)
          .updateTable('onu_jobs')
          .set({ held_until: '' })
          .where('tenant_id', '=', tenantId)
          .where('state', '=', 'running')
          .execute();
      }
    },

    async listUnheldOnuJobs(now) {
      const found: { id: string; tenant_id: string; company_id: string; technician_id: string }[] = [];
      for (const tenantId of await listTenants(engine)) {
        const rows = await within(tenantId)
          .selectFrom('onu_jobs')
          .select(['id', 'tenant_id', 'company_id', 'technician_id'])
          .where('tenant_id', '=', tenantId)
          .where((is) =>
            is.or([
              is('state', '=', 'queued'),
              is.and([is('state', '=', 'running'), is('held_until', '<', now)]),
            ]),
          )
          .execute();
        found.push(...rows);
      }
      return found
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .map((row) => ({
          jobId: row.id,
          scope: {
            tenantId: row.tenant_id,
            companyId: row.company_id,
            technicianId: row.technician_id,
          },
        }));
    },
  };
}
