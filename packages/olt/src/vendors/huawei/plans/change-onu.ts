import { formatOnuAddress, type OnuAddress, sameSerialNumber } from '@field/core';
import type { PlanStep, WriteDecision } from '../../../contract/plan.ts';
import type { OntConfiguration } from '../parsers/current-configuration.ts';
import type { OntInfo } from '../parsers/ont-info.ts';
import { noDescription } from '../parsers/ont-list.ts';
import { resetQuestion } from '../platform.ts';
import { type Conflict, conflict, unitCommand, unitOf } from './commands.ts';

/** Why a write cannot be about the ONU that stands there; null when it is the right one. */
export function otherUnit(info: OntInfo, serialNumber: string | undefined): Conflict | null {
  if (serialNumber === undefined || sameSerialNumber(serialNumber, info.serialNumber ?? '')) return null;
  return conflict(info.address, 'olt.other_onu', { expected: serialNumber, found: info.serialNumber ?? '-' });
}

export function missingUnit(address: OnuAddress): Conflict {
  return conflict(address, 'olt.onu_not_found', { onu: formatOnuAddress(address) });
}

function change(
  address: OnuAddress,
  step: PlanStep,
  before?: Readonly<Record<string, string | null>>,
): WriteDecision {
  return { kind: 'plan', plan: { outcome: 'changed', address, steps: [step], ...(before && { before }) } };
}

/** The description in the configuration, which is whole where screens cut it. */
export function configuredDescription({ add }: OntConfiguration): string {
  return /\bdesc "([^"]*)"/.exec(add)?.[1] ?? noDescription;
}

export function planRename(configuration: OntConfiguration, description: string): WriteDecision {
  const { address } = configuration;
  const before = configuredDescription(configuration);
  if (before === description) return { kind: 'unchanged', address };
  const modify = (text: string) => unitCommand(address, `ont modify ${unitOf(address)} desc "${text}"`);
  return change(address, { kind: 'cli', id: 'rename-onu', ...modify(description), undo: [modify(before)] });
}

/** A unit that is not online cannot be told to restart. Nothing takes a restart back. */
export function planReboot({ address, runState, lastUpAt }: OntInfo): WriteDecision {
  if (runState === 'offline') return conflict(address, 'olt.onu_offline', { onu: formatOnuAddress(address) });
  const reset = unitCommand(address, `ont reset ${unitOf(address)}`);
  const step: PlanStep = { kind: 'cli', id: 'reboot-onu', ...reset, dialogue: [resetQuestion], undo: [] };
  return change(address, step, { upSince: lastUpAt });
}

export function planSetEnabled({ address, adminState }: OntInfo, enabled: boolean): WriteDecision {
  if (adminState === (enabled ? 'enabled' : 'disabled')) return { kind: 'unchanged', address };
  const set = (verb: string) => unitCommand(address, `ont ${verb} ${unitOf(address)}`);
  const [verb, back] = enabled
    ? (['activate', 'deactivate'] as const)
    : (['deactivate', 'activate'] as const);
  return change(address, { kind: 'cli', id: `${verb}-onu`, ...set(verb), undo: [set(back)] });
}
