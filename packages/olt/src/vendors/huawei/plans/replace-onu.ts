import { formatOnuAddress, sameOnuAddress } from '@field/core';
import type { PlanStep, WriteDecision } from '../../../contract/plan.ts';
import type { OntConfiguration } from '../parsers/current-configuration.ts';
import type { OntInfo } from '../parsers/ont-info.ts';
import {
  added,
  configMode,
  conflict,
  deleteUnit,
  removalSteps,
  removeFlow,
  restorable,
  unitCommand,
} from './commands.ts';

/** What the OLT holds that counts for a replacement. */
export interface ReplaceFacts {
  readonly configuration: OntConfiguration;
  /** Where the new serial number is authorized already. */
  readonly known: OntInfo | null;
}

const serialInAdd = /\bsn-auth "[^"]*"/;

/**
 * Puts another unit in the place of one: its whole configuration is read, flows and unit are taken away, the new serial number is
 * added with the same id, profiles and settings, and the flows are made again with their indexes. `ont modify … sn` would be one
 * command, but no source shows it to work. Whatever fails, the old unit is put back.
 *
 * @param spelled the new serial number as the command line takes it
 */
export function planReplaceOnu(spelled: string, { configuration, known }: ReplaceFacts): WriteDecision {
  const { address } = configuration;
  if (known && !sameOnuAddress(known.address, address)) {
    const details = { serialNumber: known.serialNumber, at: formatOnuAddress(known.address) };
    return conflict(known.address, 'olt.serial_exists', details);
  }
  const stays = restorable(configuration);
  if (stays !== null) return conflict(address, 'olt.service_not_restorable', { line: stays });
  if (!serialInAdd.test(configuration.add)) {
    return conflict(address, 'olt.service_not_restorable', { line: configuration.add });
  }
  const add = configuration.add.replace(serialInAdd, `sn-auth "${spelled}"`);
  const steps: PlanStep[] = [
    ...removalSteps(configuration),
    { kind: 'cli', id: 'add-onu', ...unitCommand(address, add), success: added, undo: [deleteUnit(address)] },
    ...configuration.settings.map(
      (send, index): PlanStep => ({
        kind: 'cli',
        id: `setting-${index + 1}`,
        ...unitCommand(address, send),
        undo: [],
      }),
    ),
    ...configuration.flows.map(
      ({ index, command }): PlanStep => ({
        kind: 'cli',
        id: `add-flow-${index}`,
        at: configMode,
        send: command,
        undo: [removeFlow(index)],
      }),
    ),
  ];
  return { kind: 'plan', plan: { outcome: 'changed', address, steps } };
}
