import type { TerminalAccess } from './simulated-accounts.ts';
import type { SimulatedChassis } from './simulated-chassis.ts';
import type { SimulatedOlt, SimulatedOltEvent, SimulatedOnu } from './simulated-olt.ts';

/**
 * What a vendor adds to the simulator: its voice on a terminal and its SNMP tables. The state both speak of is {@link SimulatedOlt},
 * which knows no vendor.
 */
export interface VendorSimulator {
  /** Equals the folder's name. */
  readonly vendor: string;
  /** The equipment a simulated OLT of this vendor may be built from, the usual one first. A voice hears from the OLT which it is. */
  readonly chassis: readonly [SimulatedChassis, ...SimulatedChassis[]];
  /** Configures an ONU that is in service when the OLT starts. */
  serve(olt: SimulatedOlt, onu: SimulatedOnu, service: SimulatedService): void;
  /** Plays one terminal from greeting to farewell; resolves when the session is over. Never closes `io` before it wrote all. */
  terminal(olt: SimulatedOlt, io: TerminalIo): Promise<void>;
  /** Every SNMP table this vendor shows, scalars included (a scalar is a table with the one row `[0]`). */
  snmpTables(olt: SimulatedOlt): readonly SimulatedTable[];
  /** The trap this vendor sends when that happens; null where it sends none. */
  trap?(olt: SimulatedOlt, event: SimulatedOltEvent): SimulatedTrap | null;
}

/** A notification as an agent sends it: its OID, and its variables in their order. */
export interface SimulatedTrap {
  readonly oid: string;
  readonly values: readonly (readonly [
    oid: string,
    syntax: 'integer' | 'octets',
    value: number | Uint8Array,
  ])[];
}

/** What an ONU carries from the start: the VLAN its line profile has on a GEM port. */
export interface SimulatedService {
  /** Counts the ONUs of the OLT, beginning with 1. */
  readonly number: number;
  readonly vlan: number;
  readonly gemPort: number;
}

/** How a line ended: Enter, Ctrl+C, the help key, no key for too long, or the far end hanging up. */
export interface TypedLine {
  readonly text: string;
  readonly ended: 'enter' | 'break' | 'help' | 'idle' | 'hang-up';
}

export interface ReadLineOptions {
  /** Printed before the first key, and again when something was announced into the line. */
  readonly prompt: string;
  readonly echo: boolean;
  /** The column at which the echo goes on in the next row. */
  readonly wrapAt?: number;
  /** A key that ends the line at once. */
  readonly helpKey?: string;
  /** Ends the line when no key came for so long. */
  readonly idleMs?: number;
  /** Text the line begins with (what stood there when help was asked). */
  readonly initial?: string;
}

/** A terminal as a vendor's voice sees it: text out, keys and lines in. CR and LF end a line each. */
export interface TerminalIo {
  readonly access: TerminalAccess;
  readonly remoteAddress: string;
  /** The user where the transport has checked the password, else null. */
  readonly user: string | null;
  /** Written as it stands; the voice writes `\r\n`. */
  write(text: string): void;
  /** Resolves once what was written has left. */
  flush(): Promise<void>;
  readLine(options: ReadLineOptions): Promise<TypedLine>;
  /** The next key, or null when the far end hung up. */
  readKey(): Promise<string | null>;
  /** Prints into whatever is on the screen; a line being typed is shown again below. */
  announce(text: string): void;
  /** True while a line is being read, nothing having been typed or not. */
  readonly idle: boolean;
  close(): void;
}

export type SimulatedSyntax =
  | 'integer'
  | 'octets'
  | 'oid'
  | 'ip'
  | 'counter32'
  | 'gauge32'
  | 'timeticks'
  | 'counter64';

/** A column: its value for a row, or undefined where the row has no such instance. */
export interface SimulatedColumn<Row> {
  readonly syntax: SimulatedSyntax;
  read(row: Row): number | bigint | string | Uint8Array | undefined;
}

/** An SNMP table as the agent walks it. Values are read when asked, never before. */
export interface SimulatedTable<Row = unknown> {
  /** OID of the entry, to which column number and index are appended. */
  readonly entry: string;
  readonly columns: Readonly<Record<number, SimulatedColumn<Row>>>;
  /** All rows, in any order. Asked again only when the OLT's `revision` has grown. */
  rows(): Iterable<readonly [index: readonly number[], row: Row]>;
}
