import { type Infer, id, list, nullable, object, oneOf, optional, text } from '../schema/schema.ts';
import { OnuAddress, PonPortAddress } from './address.ts';
import { unauthorizedOnu } from './onu.ts';
import { SerialNumber } from './serial-number-schema.ts';

/** Looks for ONUs nobody has authorized yet, on the OLTs that serve a ticket's contract. */
export const DiscoverOnu = object({
  /** The last characters of the serial number on the sticker. */
  endsWith: optional(text(20, 1)),
});
export type DiscoverOnu = Infer<typeof DiscoverOnu>;

/** An unauthorized ONU and the OLT that sees it. */
export const DiscoveredOnu = unauthorizedOnu({ oltId: id() });
export type DiscoveredOnu = Infer<typeof DiscoveredOnu>;

/** Asks to bind a serial number to a PON port for a ticket's contract; planned first, then applied. */
export const AuthorizeOnu = object({
  oltId: id(),
  at: PonPortAddress,
  serialNumber: SerialNumber,
  /** The provider's own name for the set of profiles and VLANs to use; the contract's where left out. */
  profile: optional(text(128, 1)),
});
export type AuthorizeOnu = Infer<typeof AuthorizeOnu>;

/** One command of a plan, and the commands that take it back. */
export const OnuPlanStep = object({
  /** The mode of the session it is sent in, such as `config` or `interface gpon 0/1`. */
  mode: text(200),
  send: text(2000, 1),
  undo: list(text(2000, 1), 20),
});
export type OnuPlanStep = Infer<typeof OnuPlanStep>;

/**
 * What would be sent to the OLT, before it is sent. `unchanged`: it is already so, no steps; `conflict`: the serial
 * number is authorized elsewhere, at `conflictAt`. Secrets in commands are masked.
 */
export const OnuPlan = object({
  summary: text(1000),
  steps: list(OnuPlanStep, 200),
  decision: oneOf(['plan', 'unchanged', 'conflict']),
  conflictAt: nullable(OnuAddress),
});
export type OnuPlan = Infer<typeof OnuPlan>;

/**
 * What became of a write, after reading back: `undone` means it was refused half way and taken back, `unknown` that
 * the OLT could not be read any more.
 */
export const WriteOutcome = oneOf(['created', 'unchanged', 'moved', 'conflict', 'undone', 'unknown']);
export type WriteOutcome = Infer<typeof WriteOutcome>;

/** The end of an authorization. `address` is where the ONU is now; `conflictAt` where it was found instead. */
export const AuthorizeResult = object({
  outcome: WriteOutcome,
  oltId: id(),
  serialNumber: text(128, 1),
  address: nullable(OnuAddress),
  conflictAt: nullable(OnuAddress),
  /** What the OLT said, where it refused. */
  reply: nullable(text(2000)),
});
export type AuthorizeResult = Infer<typeof AuthorizeResult>;
