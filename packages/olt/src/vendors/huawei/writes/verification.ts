import type { Verification, WritePlan } from '../../../contract/plan.ts';
import type { OntConfiguration } from '../parsers/current-configuration.ts';

/** Whether the device holds a step; `unseen` where nothing shows it. */
export type Holds = boolean | 'unseen';

/** Says of each step of a plan whether the device holds it. */
export function verification(plan: WritePlan, holds: (stepId: string) => Holds): Verification {
  const fates = plan.steps.map(({ id }) => ({ id, holds: holds(id) }));
  const ids = (wanted: Holds) => fates.filter((fate) => fate.holds === wanted).map(({ id }) => id);
  const held = ids(true);
  const unseen = ids('unseen');
  if (held.length === plan.steps.length) return { found: 'all' };
  if (held.length + unseen.length === 0) return { found: 'none' };
  return { found: 'part', holds: held, ...(unseen.length > 0 && { unseen }) };
}

/**
 * Whether a step of a removal holds: what it took away is not there as it was. A unit that stands again without one of its settings
 * has not been put back.
 * @param there what is configured for the unit now; null when it is gone
 */
export function removalHolds(plan: WritePlan, stepId: string, there: OntConfiguration | null): boolean {
  if (there === null) return true;
  const shown = [there.add, ...there.settings, ...there.flows.map(({ command }) => command)];
  const step = plan.steps.find(({ id }) => id === stepId);
  return step?.undo.some(({ send }) => !shown.includes(send)) ?? false;
}

/** The number a step's id ends in: `remove-flow-12`, `service-port-1`. */
export function numberOf(stepId: string): number {
  return Number(/(\d{1,9})$/.exec(stepId)?.[1] ?? Number.NaN);
}
