import type { CliModeRef } from './cli.ts';
import type { ReadMap, ReadName, WriteMap, WriteName } from './operations.ts';
import type { SnmpValue } from './snmp.ts';

/** A recording of a real device, read in place. */
export interface CaseRecording {
  /** Path below the folder of recordings. */
  readonly recording: string;
  /** Takes the reply out of a file that holds more than it; the whole file unless told. */
  readonly reply?: (file: string) => string;
}

/** What a device prints: written from its manual, or recorded. */
export type CaseText = string | CaseRecording;

/** What is typed, what the device answers, and what it asks before it does. */
export type CaseExchange = readonly [
  command: string,
  reply?: CaseText,
  question?: readonly [text: string, answer: string],
];

/** What the device prints once it was sent what it expects; unasked, where it expects nothing. Lines end with `\n`. */
export interface CaseTurn {
  readonly expect?: string;
  readonly emit: string;
}

/** How a device's terminal frames a reply, so that one list of exchanges becomes a session. */
export interface CaseTerminal {
  /** From the first character to the prompt at which the first command is typed. */
  readonly opening: readonly CaseTurn[];
  /** That prompt. */
  readonly prompt: string;
  /** The prompt after a command that was typed at `before`. */
  promptAfter(command: string, before: string): string;
  /** How the reply to a command comes; in one turn unless told. */
  answer?(command: string, reply: string, prompt: string): readonly CaseTurn[];
}

/** One screen, the command it answers, and what must be read from it. */
export interface ScreenCase {
  readonly profile: string;
  readonly command: string;
  /** Where the command is given; the platform's home unless told. */
  readonly at?: CliModeRef;
  readonly text: CaseText;
  readonly rows?: number;
  /** Fields of some rows, by the row's number from 0. */
  readonly holds?: Readonly<Record<number, Readonly<Record<string, unknown>>>>;
  /** A YAML file of recorded readings by another program, and what rows of ours it means. */
  readonly sample?: {
    readonly recording: string;
    readonly rows: (document: unknown) => readonly Readonly<Record<string, unknown>>[];
  };
  /** Why the first rows alone may be read from a part of this screen. Unless told, a part is an error or all of the rows. */
  readonly endsOpen?: string;
}

interface CaseDevice {
  readonly profile: string;
  /** What the case is about, where an operation has several. */
  readonly title?: string;
  /** All that is typed, in order, where the operation needs the command line. */
  readonly exchanges?: readonly CaseExchange[];
  /** What the agent holds, where the operation needs SNMP: a recorded walk, or values by OID. */
  readonly variables?: CaseRecording | Readonly<Record<string, SnmpValue>>;
}

/** A read against a device that says and holds this and nothing else. */
export interface ReadCase<Name extends ReadName = ReadName> extends CaseDevice {
  readonly operation: Name;
  readonly request: ReadMap[Name]['request'];
  /** Objects may hold more fields than are named here; lists have this length. */
  readonly result?: unknown;
  /** The code it must reject with, in place of a result. */
  readonly error?: string;
}

/** A write that is planned, applied and read back. */
export interface WriteCase<Name extends WriteName = WriteName> extends CaseDevice {
  readonly operation: Name;
  readonly request: WriteMap[Name];
  /** What the agent holds when the write is read back, where that differs. */
  readonly variablesAfter?: Readonly<Record<string, SnmpValue>>;
  /** Fields of the `WriteResult`. */
  readonly result: unknown;
}

/** What a vendor's driver is held against: the default export of `cases/index.ts` in the vendor's folder. */
export interface VendorCases {
  /** Equals the folder's name. */
  readonly vendor: string;
  /** By profile; a profile without a command line has none. */
  readonly terminals: Readonly<Record<string, CaseTerminal>>;
  readonly screens: readonly ScreenCase[];
  readonly reads: readonly ReadCase[];
  readonly writes: readonly WriteCase[];
  /** The models and firmware the cases come from, by profile, for people. */
  readonly firmware: Readonly<Record<string, string>>;
  /** Profiles that the vendor's simulator speaks for, and the model to start it as. */
  readonly simulated: Readonly<Record<string, { readonly model?: string; readonly firmware?: string }>>;
  /** Recordings of this vendor, below its folder, that no case reads, each with the reason. */
  readonly unread: Readonly<Record<string, string>>;
}

/** Checks a read case against the shapes of its operation. */
export function readCase<Name extends ReadName>(one: ReadCase<Name>): ReadCase {
  return one as unknown as ReadCase;
}

/** Checks a write case against the shapes of its operation. */
export function writeCase<Name extends WriteName>(one: WriteCase<Name>): WriteCase {
  return one as unknown as WriteCase;
}
