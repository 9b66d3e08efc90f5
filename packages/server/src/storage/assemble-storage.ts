import type { EvidenceFiles } from '../evidence/evidence-files.ts';
import { backendStore } from './backend-store.ts';
import { directory } from './directory.ts';
import { dispatchStore } from './dispatch-store.ts';
import type { Engine } from './engine.ts';
import { importTenant } from './import-tenant.ts';
import { jobBoard } from './job-board.ts';
import { loginAttempts } from './login-attempts.ts';
import { markRestored } from './mark-restored.ts';
import { proveWrites } from './prove-writes.ts';
import type { SecretBox } from './secret-box.ts';
import { sessionStore } from './session-store.ts';
import type { Storage } from './storage.ts';
import { storeFor } from './store-for.ts';
import { tidy } from './tidy.ts';
import type { Turn } from './transact.ts';
import { TurnTooNarrow } from './turn-too-narrow.ts';

export interface StorageParts {
  readonly engine: Engine;
  readonly secrets: SecretBox;
  readonly evidenceFiles: EvidenceFiles;
  /** Brings what the engine knows of its tables up to date, where it does not do so by itself. */
  readonly optimize?: () => Promise<void>;
}

/** The storage port over an engine. */
export function assembleStorage({ engine, secrets, evidenceFiles, optimize }: StorageParts): Storage {
  const { door, within, transact, close } = engine;
  return {
    directory: directory(door, within),
    sessions: sessionStore(engine),
    loginAttempts: loginAttempts(engine),
    dispatch: dispatchStore(transact),
    evidenceFiles,
    jobBoard: jobBoard(engine),
    backends: (tenantId) => backendStore(engine, tenantId, secrets),
    as: (scope) => storeFor(within(scope.tenantId), scope, secrets),
    async change(scope, work, names) {
      const { tenantId } = scope;
      const within = (turn: Turn) =>
        transact(tenantId, turn, (transaction) => work(storeFor(transaction, scope, secrets)));
      if (!names) return within(tenantId);
      try {
        return await within({ of: tenantId, names: names.map((name) => JSON.stringify([tenantId, name])) });
      } catch (error) {
        if (!(error instanceof TurnTooNarrow)) throw error;
        return within(tenantId);
      }
    },
    importTenant: (tenant) =>
      transact(tenant.id, tenant.id, (transaction) => importTenant(transaction, tenant, secrets)),
    markRestored: (now) => markRestored(engine, now),
    async tidy(now, signal) {
      await tidy({ engine, evidenceFiles }, now, signal);
      if (!signal.aborted) await optimize?.();
    },
    async check({ writes } = { writes: false }) {
      await door.selectFrom('tenant_domains').select('domain').limit(1).execute();
      if (writes) await proveWrites(door, evidenceFiles);
    },
    close,
  };
}
