import type { Kysely } from 'kysely';
import type { CatalogueStore, Scope } from './store.ts';
import type { Tables } from './tables.ts';

export type CatalogueKind = 'cause' | 'solution';

export function catalogueStore(db: Kysely<Tables>, scope: Scope): CatalogueStore {
  const list = (kind: CatalogueKind) =>
    db
      .selectFrom('catalogue')
      .select(['code', 'label'])
      .where('tenant_id', '=', scope.tenantId)
      .where('kind', '=', kind)
      .orderBy('position')
      .execute();

  return {
    listCauses: () => list('cause'),
    listSolutions: () => list('solution'),
  };
}
