import { count, type Infer, object, oneOf } from '../schema/schema.ts';

/** What can be imported from CSV; the columns of each are its fields, nested ones with a dot (`address.street`). */
export const ImportKind = oneOf([
  'causes',
  'solutions',
  'problemCodes',
  'products',
  'stock',
  'ctos',
  'contracts',
  'tickets',
]);
export type ImportKind = Infer<typeof ImportKind>;

/** How many rows were taken in. An import is all or nothing. */
export const ImportResult = object({ rows: count() });
export type ImportResult = Infer<typeof ImportResult>;
