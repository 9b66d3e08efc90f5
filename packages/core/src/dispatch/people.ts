import { fieldsOf, Person } from '../index.ts';
import {
  flag,
  type Infer,
  id,
  list,
  nullable,
  object,
  optional,
  personal,
  secret,
  text,
} from '../schema/schema.ts';
import { Role } from './role.ts';

const known = {
  name: fieldsOf(Person).name,
  username: personal(text(200, 1)),
  role: Role,
  /** The companies the person may sign in for. */
  companyIds: list(id(), 1000, 1),
  /** Nobody signs in with an account that is not active. */
  active: flag(),
};

/** Somebody who may sign in. */
export const PersonRecord = object({ id: id(), ...known });
export type PersonRecord = Infer<typeof PersonRecord>;

/** A page of those who may sign in at the provider, by name. `nextCursor` leads to the others; `null`, or absent of an older server: there are none. */
export const People = object({
  items: list(PersonRecord, 10_000),
  nextCursor: optional(nullable(text(4096, 1))),
});
export type People = Infer<typeof People>;

/** Adds or changes a person. The password may be left out where there is one already. */
export const SavePerson = object({ ...known, password: optional(secret(text(1024, 8))) });
export type SavePerson = Infer<typeof SavePerson>;
