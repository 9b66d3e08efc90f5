import type { SnmpValue } from '../../contract/snmp.ts';
import type { Varbind } from '../snmp-value.ts';
import type { Suffix } from './suffix.ts';

/** One request: the variables to ask for, how many rows after each (0 for a GET of just these), and what to do with the answer. */
export interface Question {
  readonly oids: readonly string[];
  readonly repetitions: number;
  /** The most variables the answer can hold. */
  readonly varbinds: number;
  /**
   * Takes the answer: for each variable asked for, what came for it.
   * @throws FieldError `olt.snmp_error` for an answer that makes no sense
   */
  take(lanes: readonly (readonly Varbind[])[]): readonly GatheredRow[];
  /** Takes that the agent has nothing (more) there. */
  takeNothing(): readonly GatheredRow[];
}

/** A row whose cells are being gathered. */
export interface GatheredRow {
  readonly suffix: Suffix;
  readonly values: (SnmpValue | null)[];
}

/** A column of the table. */
export interface SweepColumn {
  /** Its OID with a dot behind it. */
  readonly prefix: string;
  /** Whether cells missing between others are still asked for once more; not when the agent proved to be right about them. */
  gapsAsked: number;
  gapsFilled: number;
}

/** Work that is done in requests, one after another. */
export interface SweepJob {
  question(room: number): Question;
  readonly isDone: boolean;
}
