import type { OnuAddress, PonPortAddress } from '@field/core';
import type { SnmpValue } from './snmp.ts';

/** A notification an SNMP agent sent by itself (RFC 3416): a trap, or an inform that was confirmed. */
export interface SnmpTrap {
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
  /** The sender's address. */
  readonly from: string;
  readonly version: '2c' | '3';
  readonly kind: 'trap' | 'inform';
  /** snmpTrapOID. */
  readonly oid: string;
  /** sysUpTime of the sender; null where it sent none. */
  readonly upTimeSeconds: number | null;
  /** What it carries besides these two, in its order. */
  readonly values: readonly (readonly [oid: string, value: SnmpValue])[];
}

/**
 * What a trap says, or where to look. Traps get lost, and vendors describe them badly: nothing is reported from one alone where it can
 * be read.
 */
export type TrapNews =
  | { readonly kind: 'onu'; readonly address: OnuAddress; readonly runState: 'online' | 'offline' }
  | { readonly kind: 'unauthorized'; readonly at: PonPortAddress }
  | { readonly kind: 'port'; readonly at: PonPortAddress }
  /** Something of an ONU changed, and the trap does not say where. */
  | { readonly kind: 'somewhere' };

/** One of a vendor's traps: its OID, its name in the MIB, and how it is read. Null: it says nothing of ONUs after all. */
export interface TrapReader {
  readonly oid: string;
  readonly name: string;
  readonly read: (trap: SnmpTrap) => TrapNews | null;
}
