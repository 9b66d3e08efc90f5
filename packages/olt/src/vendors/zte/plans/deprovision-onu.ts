import type { WriteDecision } from '../../../contract/plan.ts';
import type { Family } from '../family.ts';
import type { BaseInfo } from '../parsers/baseinfo.ts';
import type { OnuConfiguration } from '../parsers/running-config.ts';
import { removalStep } from './commands.ts';

/** Takes an ONU away; one command takes its flows with it. */
export function planDeprovision(
  family: Family,
  unit: BaseInfo,
  configuration: OnuConfiguration,
): WriteDecision {
  const { address } = unit;
  const steps = [removalStep(family, unit, configuration)];
  return { kind: 'plan', plan: { outcome: 'removed', address, steps } };
}
