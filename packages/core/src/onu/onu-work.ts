import * as z from 'zod/mini';
import { id, list, text } from '../schema/primitives.ts';
import { OnuAddress, PonPortAddress } from './address.ts';
import { UnauthorizedOnu } from './onu.ts';
import { SerialNumber } from './serial-number.ts';

/** Looks for ONUs nobody has authorized yet, on the OLTs that serve a ticket's contract. */
export const DiscoverOnu = z.object({
  /** The last characters of the serial number on the sticker. */
  endsWith: z.optional(text(12, 1)),
});
export type DiscoverOnu = z.infer<typeof DiscoverOnu>;

/** An {@link UnauthorizedOnu} and the OLT that sees it. */
export const DiscoveredOnu = z.extend(UnauthorizedOnu, { oltId: id() });
export type DiscoveredOnu = z.infer<typeof DiscoveredOnu>;

/** Asks to bind a serial number to a PON port for a ticket's contract; planned first, then applied. */
export const AuthorizeOnu = z.object({
  oltId: id(),
  at: PonPortAddress,
  serialNumber: SerialNumber,
  /** The provider's own name for the set of profiles and VLANs to use; the contract's where left out. */
  profile: z.optional(text(128, 1)),
});
export type AuthorizeOnu = z.infer<typeof AuthorizeOnu>;

/** One command of a plan, and the commands that take it back. */
export const OnuPlanStep = z.object({
  /** The mode of the session it is sent in, such as `config` or `interface gpon 0/1`. */
  mode: text(200),
  send: text(2000, 1),
  undo: list(text(2000, 1), 20),
});
export type OnuPlanStep = z.infer<typeof OnuPlanStep>;

/**
 * What would be sent to the OLT, before it is sent. `unchanged`: it is already so, no steps; `conflict`: the serial
 * number is authorized elsewhere, at `conflictAt`. Secrets in commands are masked.
 */
export const OnuPlan = z.object({
  summary: text(1000),
  steps: list(OnuPlanStep, 200),
  decision: z.enum(['plan', 'unchanged', 'conflict']),
  conflictAt: z.nullable(OnuAddress),
});
export type OnuPlan = z.infer<typeof OnuPlan>;

/**
 * What became of a write, after reading back: `undone` means it was refused half way and taken back, `unknown` that
 * the OLT could not be read any more.
 */
export const WriteOutcome = z.enum(['created', 'unchanged', 'moved', 'conflict', 'undone', 'unknown']);
export type WriteOutcome = z.infer<typeof WriteOutcome>;

/** The end of an authorization. `address` is where the ONU is now; `conflictAt` where it was found instead. */
export const AuthorizeResult = z.object({
  outcome: WriteOutcome,
  oltId: id(),
  serialNumber: text(128, 1),
  address: z.nullable(OnuAddress),
  conflictAt: z.nullable(OnuAddress),
  /** What the OLT said, where it refused. */
  reply: z.nullable(text(2000)),
});
export type AuthorizeResult = z.infer<typeof AuthorizeResult>;
