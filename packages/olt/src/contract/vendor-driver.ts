import type { CliPlatform, CliSession } from './cli.ts';
import type { ReadMap, ReadName, WriteMap, WriteName } from './operations.ts';
import type { Verification, WriteDecision, WritePlan } from './plan.ts';
import type { SnmpSession } from './snmp.ts';
import type { TrapReader } from './snmp-trap.ts';

export type SessionKind = 'cli' | 'snmp';

/** What an operation works with. Asking for a session the operation did not name in `needs` is a programming error. */
export interface OltSessions {
  readonly cli: CliSession;
  readonly snmp: SnmpSession;
  readonly signal: AbortSignal | undefined;
  /** Tells the caller how far a long read is. */
  progress(done: number, total: number | null, what: string): void;
}

/** One way to carry out a read. */
export interface ReadOperation<Name extends ReadName> {
  readonly needs: readonly SessionKind[];
  read(sessions: OltSessions, request: ReadMap[Name]['request']): Promise<ReadMap[Name]['result']>;
}

/** One write: what it would do, and what of it the device holds. Both only read. */
export interface WriteOperation<Name extends WriteName> {
  readonly needs: readonly SessionKind[];
  plan(sessions: OltSessions, request: WriteMap[Name]): Promise<WriteDecision>;
  /** Reads back after a plan ran, or after it is uncertain whether it did. */
  verify(sessions: OltSessions, request: WriteMap[Name], plan: WritePlan): Promise<Verification>;
}

/** Pure: the text of one command's reply to rows. Throws `olt.parse_failed` quoting the line it does not understand; never returns half. */
export interface ScreenParser {
  /** The command as people write it, with its arguments by name. */
  readonly title: string;
  /** Matches the commands whose replies it reads. */
  readonly command: RegExp;
  readonly parse: (text: string, command: string) => readonly unknown[];
}

/** One firmware family of a vendor. Composed by spread, never by inheriting another vendor. */
export interface OltProfile {
  readonly name: string;
  readonly cli: CliPlatform | null;
  /** Ways to carry out each read, the preferred first. A key is present exactly when the operation is supported. */
  readonly reads: { readonly [Name in ReadName]?: readonly ReadOperation<Name>[] };
  readonly writes: { readonly [Name in WriteName]?: WriteOperation<Name> };
  /** What its traps say of ONUs. */
  readonly traps?: readonly TrapReader[];
  /** Parsers for captured screens, by command. */
  readonly screens: readonly ScreenParser[];
}

/** What a device says about itself before anybody knows its vendor. Absent facts are empty strings. */
export interface DeviceFacts {
  readonly sysObjectId: string;
  readonly sysDescr: string;
  readonly banner: string;
}

/** A vendor: the folder's default export. */
export interface VendorDriver {
  /** Equals the folder's name. */
  readonly vendor: string;
  readonly displayName: string;
  readonly profiles: Readonly<Record<string, OltProfile>>;
  /** Login dialogues to try when nothing but the terminal tells the vendor; the profile whose prompt and banner fit wins. */
  readonly defaultProfile: string;
  /** The name of the profile that claims this device, or null. */
  identify(facts: DeviceFacts): string | null;
}
