import type { Kysely } from 'kysely';
import { type Blank, prepared } from './prepared.ts';
import type { CatalogueStore } from './store.ts';
import type { Tables } from './tables.ts';

export type CatalogueKind = 'cause' | 'solution';

export function catalogueStore(db: Kysely<Tables>): CatalogueStore {
  const list = async (kind: CatalogueKind) => (await selectEntries(db, { kind })).rows;

  return {
    listCauses: () => list('cause'),
    listSolutions: () => list('solution'),
  };
}

const selectEntries = prepared(({ db, tenantId, value }: Blank<{ kind: string }>) =>
  db
    .selectFrom('catalogue')
    .select(['code', 'label'])
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', value.kind)
    .orderBy('position'),
);
