import type { ClosingPolicy, CodedLabel } from '@field/core';
import type { CatalogueKind, Product, SaveContract } from '@field/core/dispatch';
import type { Cto } from '@field/core/sync';
import type { Store } from '../../storage/store.ts';
import { most, requireRoom } from '../room.ts';
import { dispatchError } from './dispatch-errors.ts';
import { invalid } from './issue-of.ts';

/** @throws FieldError `server.product_in_use` */
export async function saveProduct({ dispatch: { products } }: Store, product: Product): Promise<void> {
  const before = await products.find(product.id);
  const changes = before && (before.unit !== product.unit || before.kind !== product.kind);
  if (changes && (await products.isMoved(product.id))) throw dispatchError('server.product_in_use');
  await products.save(product);
}

/** @throws FieldError `server.list_full` */
export async function saveCatalogueEntry(
  { dispatch: { catalogues } }: Store,
  kind: CatalogueKind,
  entry: CodedLabel,
): Promise<void> {
  if (!(await catalogues.find(kind, entry.code))) {
    requireRoom((await catalogues.count(kind)) + 1, most.catalogueEntries);
  }
  await catalogues.save(kind, entry);
}

/** Puts a policy in force. @throws FieldError `server.list_full` */
export async function savePolicy(
  { policies }: Store,
  policy: Omit<ClosingPolicy, 'revision'>,
  savedAt: string,
): Promise<ClosingPolicy> {
  const others = (await policies.list()).filter(({ id }) => id !== policy.id);
  requireRoom(others.length + 1, most.policies);
  requireRoom(JSON.stringify([...others, policy]).length, most.policyText);
  return policies.save(policy, savedAt);
}

/** @throws ValidationError (field `oltId`) */
export async function saveContract(store: Store, contractId: string, contract: SaveContract): Promise<void> {
  await requireOlt(store, contract.oltId);
  await store.dispatch.network.saveContract(contractId, contract);
}

/** @throws ValidationError (field `oltId`) */
export async function saveCto(store: Store, cto: Cto): Promise<void> {
  await requireOlt(store, cto.oltId);
  await store.dispatch.network.saveCto(cto);
}

async function requireOlt({ olts }: Store, oltId: string | null): Promise<void> {
  if (oltId !== null && !(await olts.find(oltId))) throw invalid(['oltId']);
}
