import type { Verification, WritePlan } from '../../../contract/plan.ts';

/** Says of each step of a plan whether the device holds it. */
export function verification(plan: WritePlan, holds: (stepId: string) => boolean): Verification {
  const held = plan.steps.map(({ id }) => id).filter(holds);
  if (held.length === plan.steps.length) return { found: 'all' };
  return held.length === 0 ? { found: 'none' } : { found: 'part', holds: held };
}

/** The number a step's id ends in: `remove-flow-12`, `service-port-1`. */
export function numberOf(stepId: string): number {
  return Number(/(\d+)$/.exec(stepId)?.[1] ?? Number.NaN);
}
