import type { WriteDecision } from '../../../contract/plan.ts';
import type { OntConfiguration } from '../parsers/current-configuration.ts';
import { removalSteps } from './commands.ts';

/** Takes an ONU away with its flows, in the only order the device accepts. */
export function planDeprovision(configuration: OntConfiguration): WriteDecision {
  const { address } = configuration;
  return { kind: 'plan', plan: { outcome: 'removed', address, steps: removalSteps(configuration) } };
}
