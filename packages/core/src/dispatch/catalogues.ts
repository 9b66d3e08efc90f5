import { CodedLabel, fieldsOf } from '../index.ts';
import { type Infer, list, object, oneOf } from '../schema/schema.ts';

/** The provider's own catalogues: why it failed, what mended it, what the customer reported. */
export const CatalogueKind = oneOf(['causes', 'solutions', 'problemCodes']);
export type CatalogueKind = Infer<typeof CatalogueKind>;

/** Every catalogue, in the provider's order. */
export const AllCatalogues = object({
  causes: list(CodedLabel, 10_000),
  solutions: list(CodedLabel, 10_000),
  problemCodes: list(CodedLabel, 10_000),
});
export type AllCatalogues = Infer<typeof AllCatalogues>;

/** What people read in place of a code. */
export const SaveCatalogueEntry = object({ label: fieldsOf(CodedLabel).label });
export type SaveCatalogueEntry = Infer<typeof SaveCatalogueEntry>;
