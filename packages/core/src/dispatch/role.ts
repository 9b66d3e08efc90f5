import { Company, Person } from '../index.ts';
import { type Infer, id, object, oneOf } from '../schema/schema.ts';

/** What somebody may do at a provider. Each may do what those before it may. */
export const Role = oneOf(['technician', 'dispatcher', 'admin']);
export type Role = Infer<typeof Role>;

/** Who is signed in, for which company, and what they may do there. */
export const SignedInPerson = object({ tenantId: id(), company: Company, person: Person, role: Role });
export type SignedInPerson = Infer<typeof SignedInPerson>;

const order: readonly Role[] = ['technician', 'dispatcher', 'admin'];

/** Whether a role may do what needs another. */
export function mayActAs(role: Role, needed: Role): boolean {
  return order.indexOf(role) >= order.indexOf(needed);
}
