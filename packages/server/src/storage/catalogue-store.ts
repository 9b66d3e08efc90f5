import type { Kysely } from 'kysely';
import { type Blank, prepared } from './prepared.ts';
import type { CatalogueStore } from './store.ts';
import type { Tables } from './tables.ts';

export type CatalogueKind = 'cause' | 'solution';

export function catalogueStore(db: Kysely<Tables>): CatalogueStore {
  return {
    async read() {
      const { rows } = await selectEntries(db, {});
      const of = (wanted: CatalogueKind) =>
        rows.filter(({ kind }) => kind === wanted).map(({ code, label }) => ({ code, label }));
      return { causes: of('cause'), solutions: of('solution') };
    },
  };
}

const selectEntries = prepared(({ db, tenantId }: Blank<object>) =>
  db
    .selectFrom('catalogue')
    .select(['kind', 'code', 'label'])
    .where('tenant_id', '=', tenantId)
    .where('kind', 'in', ['cause', 'solution'] satisfies CatalogueKind[])
    .orderBy('position')
    .orderBy('code'),
);
