import type { ClosingPolicy } from '@field/core';
import type { Kysely } from 'kysely';
import { fromJson, toJson } from './json-column.ts';
import { nextToldNumber } from './next-number.ts';
import { type Blank, prepared } from './prepared.ts';
import type { PolicyStore, Scope } from './store.ts';
import type { Tables } from './tables.ts';

export function policyStore(db: Kysely<Tables>, { tenantId }: Scope): PolicyStore {
  const policies = () => db.selectFrom('policies').where('tenant_id', '=', tenantId);
  const retire = (policyId: string) =>
    db
      .updateTable('policies')
      .set({ in_force: 0 })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', policyId)
      .where('in_force', '=', 1)
      .executeTakeFirst();

  return {
    async list() {
      const { rows } = await selectInForce(db, {});
      return rows.map(({ document }) => fromJson<ClosingPolicy>(document));
    },

    async find(policyId, revision) {
      const row = await policies()
        .select('document')
        .where('id', '=', policyId)
        .where('revision', '=', revision)
        .executeTakeFirst();
      return row ? fromJson<ClosingPolicy>(row.document) : null;
    },

    async save(policy, savedAt) {
      const revision = await nextToldNumber(
        db,
        tenantId,
        policies()
          .select(({ fn }) => fn.max<number | null>('revision').as('last'))
          .where('id', '=', policy.id),
      );
      await retire(policy.id);
      const saved: ClosingPolicy = { ...policy, revision };
      await db
        .insertInto('policies')
        .values({
          tenant_id: tenantId,
          id: policy.id,
          revision,
          document: toJson(saved),
          in_force: 1,
          saved_at: savedAt,
        })
        .execute();
      return saved;
    },

    async withdraw(policyId) {
      return (await retire(policyId)).numUpdatedRows > 0n;
    },
  };
}

const selectInForce = prepared(({ db, tenantId }: Blank<object>) =>
  db
    .selectFrom('policies')
    .select('document')
    .where('tenant_id', '=', tenantId)
    .where('in_force', '=', 1)
    .orderBy('id'),
);
