import { ClosingPolicy, fieldsOf } from '../index.ts';
import { type Infer, object } from '../schema/schema.ts';

const { id: _, revision: __, ...fields } = fieldsOf(ClosingPolicy);

/** Puts a closing policy in force; the server gives it the revision behind its last one. */
export const SavePolicy = object(fields);
export type SavePolicy = Infer<typeof SavePolicy>;
