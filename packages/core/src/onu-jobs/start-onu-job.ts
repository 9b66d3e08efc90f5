import { AuthorizeOnu, fieldsOf, SerialNumber } from '../index.ts';
import {
  either,
  flag,
  type Infer,
  id,
  literal,
  object,
  optional,
  type Schema,
  text,
} from '../schema/schema.ts';

/**
 * How a write is held to what a person saw. With `planOnly` the job ends with the plan and its tag and sends no write; with
 * `planTag` it does what that plan showed, or nothing (`server.plan_changed`); with neither, whatever is needed now.
 */
const agreement = { planOnly: optional(flag()), planTag: optional(text(128, 1)) };

/** Lists ONUs nobody has authorized yet, on the OLTs that serve the contract. */
export const DiscoverOnusJob = object({ kind: literal('discover'), endsWith: optional(text(20, 1)) });
export type DiscoverOnusJob = Infer<typeof DiscoverOnusJob>;

/** Shows what an authorization would send; sends no write. */
export const PlanOnuJob = object({ kind: literal('plan'), ...fieldsOf(AuthorizeOnu) });
export type PlanOnuJob = Infer<typeof PlanOnuJob>;

/** Binds an ONU to the contract, with its service, and saves. */
export const AuthorizeOnuJob = object({
  kind: literal('authorize'),
  ...fieldsOf(AuthorizeOnu),
  ...agreement,
});
export type AuthorizeOnuJob = Infer<typeof AuthorizeOnuJob>;

/** Gives the contract's ONU the service of a profile: the one named, else the contract's. */
export const ProvisionOnuJob = object({
  kind: literal('provision'),
  profile: optional(text(128, 1)),
  ...agreement,
});
export type ProvisionOnuJob = Infer<typeof ProvisionOnuJob>;

/** Reads the light at both ends of the contract's ONU. */
export const VerifySignalJob = object({ kind: literal('verifySignal') });
export type VerifySignalJob = Infer<typeof VerifySignalJob>;

/** Puts another unit in the place of the contract's ONU, which keeps its number, profiles and services. */
export const ReplaceOnuJob = object({
  kind: literal('replace'),
  oltId: id(),
  /** Of the unit that comes. */
  serialNumber: SerialNumber,
  ...agreement,
});
export type ReplaceOnuJob = Infer<typeof ReplaceOnuJob>;

/** Takes the contract's ONU and its services off the OLT. */
export const DeprovisionOnuJob = object({ kind: literal('deprovision'), ...agreement });
export type DeprovisionOnuJob = Infer<typeof DeprovisionOnuJob>;

/** What each kind of job asks for. */
export const onuJobRequests = {
  discover: DiscoverOnusJob,
  plan: PlanOnuJob,
  authorize: AuthorizeOnuJob,
  provision: ProvisionOnuJob,
  verifySignal: VerifySignalJob,
  replace: ReplaceOnuJob,
  deprovision: DeprovisionOnuJob,
} as const satisfies Readonly<Record<string, Schema>>;

/** Starts a job on a ticket's ONU; `kind` says what it does. Read with {@link parseStartOnuJob}, which names the wrong field. */
export const StartOnuJob = either(
  DiscoverOnusJob,
  PlanOnuJob,
  AuthorizeOnuJob,
  ProvisionOnuJob,
  VerifySignalJob,
  ReplaceOnuJob,
  DeprovisionOnuJob,
);
export type StartOnuJob = Infer<typeof StartOnuJob>;
