import type { Kysely } from 'kysely';
import type { EvidenceFiles } from '../evidence/evidence-files.ts';
import { directory } from './directory.ts';
import { dispatchStore } from './dispatch-store.ts';
import { importTenant } from './import-tenant.ts';
import type { SecretBox } from './secret-box.ts';
import { sessionStore } from './session-store.ts';
import type { Storage } from './storage.ts';
import { storeFor } from './store-for.ts';
import type { Tables } from './tables.ts';
import type { Transact } from './transact.ts';

/** What an engine brings; everything above it is the same on all of them. */
export interface Engine {
  readonly db: Kysely<Tables>;
  readonly transact: Transact;
  readonly secrets: SecretBox;
  readonly evidenceFiles: EvidenceFiles;
}

/** The storage port over an engine. Changes of one tenant run one at a time. */
export function assembleStorage({ db, transact, secrets, evidenceFiles }: Engine): Storage {
  return {
    directory: directory(db),
    sessions: sessionStore(db, transact),
    dispatch: dispatchStore(transact),
    evidenceFiles,
    as: (scope) => storeFor(db, scope, secrets),
    change: (scope, work) =>
      transact(scope.tenantId, (transaction) => work(storeFor(transaction, scope, secrets))),
    importTenant: (tenant) =>
      transact(tenant.id, (transaction) => importTenant(transaction, tenant, secrets)),
    async check() {
      await db.selectFrom('tenants').select('id').limit(1).execute();
    },
    close: () => db.destroy(),
  };
}
