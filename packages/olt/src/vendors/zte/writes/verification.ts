import type { Verification, WritePlan } from '../../../contract/plan.ts';
import type { BaseInfo } from '../parsers/baseinfo.ts';
import type { OnuConfiguration } from '../parsers/running-config.ts';
import { unquoted } from '../plans/commands.ts';

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
 * Whether the removal of a unit holds: it is gone, or stands again without something that it had.
 * @param there the unit and what is configured for it now; null when it is gone
 */
export function removalHolds(
  plan: WritePlan,
  there: { readonly unit: BaseInfo; readonly configuration: OnuConfiguration } | null,
): boolean {
  if (there === null) return true;
  const { address, type, serialNumber } = there.unit;
  const { unit, vports, management } = there.configuration;
  const added = `onu ${address.onuId} type ${type} sn ${serialNumber}`;
  const shown = [added, ...unit, ...[...vports.values()].flat(), ...management].map(unquoted);
  const step = plan.steps.find(({ id }) => id === 'remove-onu');
  return step?.undo.some(({ send }) => !shown.includes(unquoted(send))) ?? false;
}

/** The number a step's id ends in: `service-port-1`. */
export function numberOf(stepId: string): number {
  return Number(/(\d{1,9})$/.exec(stepId)?.[1] ?? Number.NaN);
}
