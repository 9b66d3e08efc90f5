import type { EvidenceFiles } from '../evidence/evidence-files.ts';
import type { Engine } from './engine.ts';
import { listTenants } from './list-tenants.ts';
import { clearedAtOnce, removeExpiredUploads } from './upload-store.ts';

/**
 * Throws away what nobody can ask for any more: uploads that have expired, with their bytes, and bytes whose upload is not there. A few in
 * one transaction, so that no request waits for all of them; stops between two of them where `signal` is aborted.
 */
export async function tidy(
  { engine, evidenceFiles }: { readonly engine: Engine; readonly evidenceFiles: EvidenceFiles },
  now: string,
  signal: AbortSignal,
): Promise<void> {
  const { partial } = evidenceFiles;
  await evidenceFiles.discardAbandoned();
  for (const tenantId of await listTenants(engine)) {
    let removed: string[];
    do {
      if (signal.aborted) return;
      removed = await engine.transact(tenantId, tenantId, (db) => removeExpiredUploads(db, tenantId, now));
      for (const uploadId of removed) await partial.discard(tenantId, uploadId);
    } while (removed.length === clearedAtOnce);
    await partial.discardStrays(tenantId, async () => {
      const rows = await engine
        .within(tenantId)
        .selectFrom('uploads')
        .select('id')
        .where('tenant_id', '=', tenantId)
        .execute();
      return rows.map(({ id }) => id);
    });
  }
}
