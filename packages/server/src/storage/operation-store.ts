import type { Kysely } from 'kysely';
import { boundedMap } from './bounded-map.ts';
import { fromJson, toJson } from './json-column.ts';
import { type Blank, prepared } from './prepared.ts';
import type { OperationStore, Scope, StoredOperation } from './store.ts';
import type { Tables } from './tables.ts';
import { together } from './together.ts';
import { finishWith, type GivenStatement, runGiven } from './view.ts';

/** How long an answer can be asked for again: a phone may be without coverage for weeks. */
const keptDays = 30;

const clearEveryMs = 600_000;
const clearedAt = boundedMap<string, number>(10_000);

export function operationStore(db: Kysely<Tables>, scope: Scope): OperationStore {
  /** Forgets old answers of the tenant, once in a while. */
  function forgetting(now: string): GivenStatement[] {
    const at = Date.parse(now);
    if (Math.abs(at - (clearedAt.get(scope.tenantId) ?? 0)) < clearEveryMs) return [];
    clearedAt.set(scope.tenantId, at);
    return [deleteOlder.given({ oldest: new Date(at - keptDays * 86_400_000).toISOString() })];
  }

  const saving = (key: string, { fingerprint, answer, leaseUntil }: StoredOperation, now: string) =>
    upsertOperation.given({
      technician_id: scope.technicianId,
      key,
      fingerprint,
      lease_until: leaseUntil,
      status: answer?.status ?? null,
      headers: toJson(answer?.headers ?? null),
      body: answer?.body ?? null,
      saved_at: now,
    });

  return {
    async find(key) {
      const [row] = (await selectOperation(db, { key, technicianId: scope.technicianId })).rows;
      if (!row) return null;
      const headers = fromJson<Record<string, string>>(row.headers ?? '{}');
      return {
        fingerprint: row.fingerprint,
        answer: row.status === null ? null : { status: row.status, headers, body: row.body },
        leaseUntil: row.lease_until,
      };
    },

    async save(key, operation, now) {
      const statements = [...forgetting(now), saving(key, operation, now)];
      await together(statements.map((statement) => runGiven(db, statement)));
    },

    saveAtEnd(key, operation, now) {
      finishWith(db, { apart: [saving(key, operation, now)], last: forgetting(now) });
    },

    async remove(key) {
      await db
        .deleteFrom('operations')
        .where('tenant_id', '=', scope.tenantId)
        .where('technician_id', '=', scope.technicianId)
        .where('key', '=', key)
        .execute();
    },
  };
}

const selectOperation = prepared(({ db, tenantId, value }: Blank<{ technicianId: string; key: string }>) =>
  db
    .selectFrom('operations')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('technician_id', '=', value.technicianId)
    .where('key', '=', value.key),
);

const upsertOperation = prepared(
  ({ db, tenantId, value }: Blank<Omit<Tables['operations'], 'tenant_id'>>) => {
    const { technician_id, key, fingerprint, lease_until, status, headers, body, saved_at } = value;
    const columns = { fingerprint, lease_until, status, headers, body, saved_at };
    return db
      .insertInto('operations')
      .values({ tenant_id: tenantId, technician_id, key, ...columns })
      .onConflict((conflict) => conflict.columns(['tenant_id', 'technician_id', 'key']).doUpdateSet(columns));
  },
);

const deleteOlder = prepared(({ db, tenantId, value }: Blank<{ oldest: string }>) =>
  db.deleteFrom('operations').where('tenant_id', '=', tenantId).where('saved_at', '<', value.oldest),
);
