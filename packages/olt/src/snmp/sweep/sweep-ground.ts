import type { ReadAllowance } from '../read-budget.ts';
import type { SnmpAgent } from '../snmp-agent.ts';

/** What a sweep works with. */
export interface SweepGround {
  readonly agent: SnmpAgent;
  readonly allowance: ReadAllowance;
  /** How long the agent may be silent before it counts as dead, in milliseconds. */
  readonly patienceMs: number;
  /** How long one request waits at most, in milliseconds. */
  readonly longestWaitMs: number;
}
