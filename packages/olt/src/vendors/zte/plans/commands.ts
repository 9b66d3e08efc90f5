import { formatOnuAddress, type OnuAddress, sameSerialNumber } from '@field/core';
import type { OltProfileEntry } from '../../../contract/operations.ts';
import type { PlanCommand, PlanStep, WriteDecision } from '../../../contract/plan.ts';
import { portOf } from '../address.ts';
import { type Family, interfaceOf, managementOf } from '../family.ts';
import type { BaseInfo } from '../parsers/baseinfo.ts';
import type { OnuConfiguration } from '../parsers/running-config.ts';

export type Conflict = Extract<WriteDecision, { readonly kind: 'conflict' }>;

export function conflict(
  address: OnuAddress | null,
  code: Conflict['code'],
  details: Conflict['details'] = {},
): Conflict {
  return { kind: 'conflict', address, code, details };
}

/** A command in the interface of the ONU's port. */
export function portCommand(family: Family, address: OnuAddress, send: string): PlanCommand {
  return { at: interfaceOf(family.ponName(portOf(address))), send };
}

/** A command in the ONU's interface. */
export function onuCommand(family: Family, address: OnuAddress, send: string): PlanCommand {
  return { at: interfaceOf(family.onuName(address)), send };
}

/** A command where the flows of a GEM port are: the ONU's interface on a C3xx, the virtual port's on a C6xx. */
export function flowCommand(family: Family, address: OnuAddress, gemPort: number, send: string): PlanCommand {
  return { at: interfaceOf(family.vportName(address, gemPort)), send };
}

/** A command for the inside of the ONU. */
export function managementCommand(family: Family, address: OnuAddress, send: string): PlanCommand {
  return { at: managementOf(family, address), send };
}

/** A step that changes, with what takes it back. */
export function step(id: string, command: PlanCommand, undo: readonly PlanCommand[] = []): PlanStep {
  return { kind: 'cli', id, ...command, undo };
}

/** `no onu` takes all that is configured for the ONU with it, flows included. */
export function removeUnit(family: Family, address: OnuAddress): PlanCommand {
  return portCommand(family, address, `no onu ${address.onuId}`);
}

export function addUnit(family: Family, address: OnuAddress, type: string, serial: string): PlanCommand {
  return portCommand(family, address, `onu ${address.onuId} type ${type} sn ${serial}`);
}

/** Takes an ONU away; its undo puts back the whole configuration where that can be done. */
export function removalStep(family: Family, unit: BaseInfo, configuration: OnuConfiguration): PlanStep {
  const { address } = unit;
  const undo = restorable(unit, configuration) === null ? restoration(family, unit, configuration) : [];
  return { ...step('remove-onu', removeUnit(family, address), undo), accepts: ['olt.onu_not_found'] };
}

/** Texts come last: what a customer needs is back before a text that the box may not take. */
function restoration(family: Family, unit: BaseInfo, configuration: OnuConfiguration): PlanCommand[] {
  const { address, type, serialNumber } = unit;
  const isText = (line: string) => /^(?:name|description) /.test(line);
  const texts = configuration.unit.filter(isText).map(quoteText);
  const rest = configuration.unit.filter((line) => !isText(line));
  return [
    addUnit(family, address, type, serialNumber ?? ''),
    ...rest.map((line) => onuCommand(family, address, line)),
    ...[...configuration.vports].flatMap(([gemPort, lines]) =>
      lines.map((line) => flowCommand(family, address, gemPort, line)),
    ),
    ...configuration.management.map((line) => managementCommand(family, address, line)),
    ...texts.map((line) => onuCommand(family, address, line)),
  ];
}

/** A text with blanks in quotes, as releases show it that have it in their configuration: `description "Rua A 1"`. */
export function quoteText(line: string): string {
  const [, word = '', text = ''] = /^(name|description) ([^"]+)$/.exec(line) ?? [];
  return /\s/.test(text) ? `${word} "${text}"` : line;
}

/** A line without the quotes that some releases show. */
export function unquoted(line: string): string {
  return line.replace(/^(name|description) "(.*)"$/, '$1 $2');
}

/** Words behind which a password stands, which the device may show as a cipher. */
const secret = /\b(?:password|passwd|pw|pppoe|key|wpa|wep|secret|encrypted)\b/i;
const masked = /\*{3,}/;

/**
 * The first line of a configuration that cannot be put back as it was, its end left out; null when all can be. A C6xx shows names as
 * stars, which would become the name.
 */
export function restorable(unit: BaseInfo, configuration: OnuConfiguration): string | null {
  if (unit.serialNumber === null || unit.mode.toLowerCase() !== 'sn') return `onu ${unit.mode}`;
  const lines = [
    ...configuration.unit,
    ...[...configuration.vports.values()].flat(),
    ...configuration.management,
  ];
  const line = lines.find((one) => secret.test(one) || masked.test(one));
  return line === undefined ? null : `${line.split(' ', 3).join(' ')} ***`;
}

/** The name a number stands for; null where it stands for none, or for two. */
export function nameOf(profiles: readonly OltProfileEntry[], id: number): string | null {
  const names = profiles.filter((profile) => profile.id === id).map(({ name }) => name);
  return names.length === 1 ? (names[0] ?? null) : null;
}

/** Why a write cannot be about the ONU that stands there; null when it is the right one. */
export function otherUnit(unit: BaseInfo, serialNumber: string | undefined): Conflict | null {
  if (serialNumber === undefined || sameSerialNumber(serialNumber, unit.serialNumber ?? '')) return null;
  return conflict(unit.address, 'olt.other_onu', { expected: serialNumber, found: unit.serialNumber ?? '-' });
}

export function missingUnit(address: OnuAddress): Conflict {
  return conflict(address, 'olt.onu_not_found', { onu: formatOnuAddress(address) });
}

/** A plan of one change. */
export function change(
  address: OnuAddress,
  steps: readonly PlanStep[],
  before?: Readonly<Record<string, string | null>>,
): WriteDecision {
  return { kind: 'plan', plan: { outcome: 'changed', address, steps, ...(before && { before }) } };
}
