import type { CatalogueKind } from '@field/core/dispatch';
import type { Kysely } from 'kysely';
import { nextNumber } from '../next-number.ts';
import type { Scope } from '../scope.ts';
import type { Tables } from '../tables.ts';
import type { DispatchCatalogues } from './dispatch.ts';

const stored: Readonly<Record<CatalogueKind, string>> = {
  causes: 'cause',
  solutions: 'solution',
  problemCodes: 'problem',
};

export function dispatchCatalogues(db: Kysely<Tables>, { tenantId }: Scope): DispatchCatalogues {
  const entries = (kind: CatalogueKind) =>
    db.selectFrom('catalogue').where('tenant_id', '=', tenantId).where('kind', '=', stored[kind]);

  return {
    list: (kind) => entries(kind).select(['code', 'label']).orderBy('position').orderBy('code').execute(),

    find: async (kind, code) =>
      (await entries(kind).select(['code', 'label']).where('code', '=', code).executeTakeFirst()) ?? null,

    async count(kind) {
      const { number } = await entries(kind)
        .select(({ fn }) => fn.countAll<number | string>().as('number'))
        .executeTakeFirstOrThrow();
      return Number(number);
    },

    async save(kind, { code, label }) {
      const position = await nextNumber(
        entries(kind).select(({ fn }) => fn.max<number | null>('position').as('last')),
      );
      await db
        .insertInto('catalogue')
        .values({ tenant_id: tenantId, kind: stored[kind], code, label, position })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'kind', 'code']).doUpdateSet({ label }))
        .execute();
    },

    async remove(kind, code) {
      const { numDeletedRows } = await db
        .deleteFrom('catalogue')
        .where('tenant_id', '=', tenantId)
        .where('kind', '=', stored[kind])
        .where('code', '=', code)
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
  };
}
