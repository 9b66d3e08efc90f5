import type { TrapReceiver } from '../../snmp/listen-for-traps.ts';

/** How an OLT is watched. */
export interface WatchOptions {
  /** Ends the watch, and the loop over it. */
  readonly signal?: AbortSignal;
  /**
   * How often all ONUs and those that wait are read; 300,000 unless told: commercial managers ask for 5 to 7 minutes. Every reading
   * keeps to the connection's budget besides, and is up to a tenth later, so that many OLTs do not fall into step.
   */
  readonly everyMs?: number;
  /**
   * How often all signals are read; 3,600,000 unless told, which is what ZTE advises since line cards crashed under more (LibreNMS issue
   * 14203); null reads none.
   */
  readonly signalsEveryMs?: number | null;
  /** By how much a signal has to differ to be told; 2 dB unless told. */
  readonly signalChangeDb?: number;
  /** Where the OLT's traps arrive. What one tells is read from the OLT before it is reported. */
  readonly traps?: TrapReceiver;
  /** The address its traps come from; the target's own unless told. */
  readonly trapsFrom?: string;
  /** How long to wait after a trap for those that come with it; 1,000 unless told. */
  readonly settleMs?: number;
}
