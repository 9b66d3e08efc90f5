import type { OnuAddress, PonPortAddress } from '@field/core';

/** A mode of the command line. */
export type Mode = 'user' | 'exec' | 'config' | 'pon-port' | 'onu' | 'vport' | 'management' | 'other';

/** A mode and what it stands on. */
export interface View {
  readonly mode: Mode;
  /** The interface as this release spells it; empty where there is none. */
  readonly name: string;
  readonly at?: PonPortAddress;
  readonly onu?: OnuAddress;
  readonly gemPort?: number;
}

export const exec: View = { mode: 'exec', name: '' };
export const config: View = { mode: 'config', name: '' };

/** Where `show` is understood. */
export const reading: readonly Mode[] = ['exec', 'config', 'pon-port', 'onu', 'vport', 'management', 'other'];
/** Modes below `(config)#`. */
export const inside: readonly Mode[] = ['pon-port', 'onu', 'vport', 'management', 'other'];
