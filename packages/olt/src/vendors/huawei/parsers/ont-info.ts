import { findRowIssues, type Onu } from '@field/core';
import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { readDeviceTime } from '../../../toolkit/device-time.ts';
import { readKeyValues } from '../../../toolkit/key-value.ts';
import { parseFailed, replyCut, splitAtRules } from '../../../toolkit/lines.ts';
import { readFsp } from '../address.ts';
import { readDownCause } from '../down-causes.ts';
import { readSerial } from '../serial.ts';
import { readAdminState, readDescription, readRunState } from './ont-list.ts';

/** One ONU as `display ont info` shows it: an {@link Onu} and what a write must know. */
export interface OntInfo extends Onu {
  readonly configState: string | null;
  readonly matchState: string | null;
  /** The device's words: `SN-auth`, `password-auth`, `loid-auth`. */
  readonly authentication: string | null;
  readonly lineProfileId: number | null;
  readonly lineProfileName: string | null;
  readonly serviceProfileId: number | null;
  readonly serviceProfileName: string | null;
  /** GEM indexes of the line profile. */
  readonly gemPorts: readonly number[];
}

/**
 * One ONU, from `display ont info 0 1 2 3` or `display ont info by-sn …`. Layouts differ between MA56xx and newer firmware, in
 * fields and units; fields that are absent are null. The screen is complete when it names both profiles and ends in a rule: what
 * comes behind them is not read.
 */
export function parseOntInfo(text: string, command: string): OntInfo {
  const [before = [], head, ...sections] = splitAtRules(text);
  if (before[0] !== undefined) throw parseFailed(command, before[0]);
  if (!head || sections.length === 0) throw replyCut(command, text);
  const unit = readKeyValues(head, { command });
  const rest = sections.slice(0, -1).flat();
  const after = sections.at(-1) ?? [];
  const managedByOmci = /omci/i.test(unit.value('Management mode') ?? 'omci');
  const lineProfileId = readNumber(rest, 'Line profile ID');
  const serviceProfileId = readNumber(rest, 'Service profile ID');
  if (after.length > 0 || lineProfileId === null || (managedByOmci && serviceProfileId === null)) {
    throw replyCut(command, text);
  }
  const place = head.find((line) => line.includes('F/S/P')) ?? head[0] ?? '';
  const onuId = unit.first('ONT-ID', 'ONT ID');
  const distance = unit.value('ONT distance(m)');
  if (onuId === null || !/^\d{1,3}$/.test(onuId)) throw parseFailed(command, place);
  if (distance !== null && !/^\d{1,6}$/.test(distance))
    throw parseFailed(command, `ONT distance(m) : ${distance}`);
  const downCauseText = unit.value('Last down cause');
  const row = {
    address: { ...readFsp(unit.value('F/S/P'), command, place), onuId: Number(onuId) },
    ...readSerial(unit.value('SN')),
    adminState: readAdminState(unit.value('Control flag')),
    runState: readRunState(unit.value('Run state')),
    description: readDescription(unit.value('Description')),
    model: null,
    distanceMetres: distance === null ? null : Number(distance),
    lastUpAt: readDeviceTime(unit.value('Last up time')),
    lastDownAt: readDeviceTime(unit.value('Last down time')),
    downCause: readDownCause(downCauseText),
    downCauseText,
  };
  return {
    ...row,
    issues: findRowIssues(row),
    configState: unit.value('Config state'),
    matchState: unit.value('Match state'),
    authentication: unit.value('Authentic type'),
    lineProfileId,
    lineProfileName: readWords(rest, 'Line profile name'),
    serviceProfileId,
    serviceProfileName: readWords(rest, 'Service profile name'),
    gemPorts: readGemPorts(rest),
  };
}

/** What both sorts of command ask for, as the row of an operation. */
export function toOnu(info: OntInfo, model: string | null = null): Onu {
  const { address, serialNumber, serialNumberText, adminState, runState, description, distanceMetres } = info;
  const { lastUpAt, lastDownAt, downCause, downCauseText, issues } = info;
  return {
    address,
    serialNumber,
    adminState,
    runState,
    description,
    model,
    distanceMetres,
    lastUpAt,
    lastDownAt,
    downCause,
    downCauseText,
    serialNumberText,
    issues,
  };
}

function readGemPorts(lines: readonly string[]): number[] {
  const gemPorts = lines.flatMap((line) => /^\s*<Gem Index (\d{1,5})>\s*$/.exec(line)?.[1] ?? []);
  return [...new Set(gemPorts.map(Number))];
}

function readWords(lines: readonly string[], key: string): string | null {
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0 && line.slice(0, colon).trim().toLowerCase() === key.toLowerCase()) {
      const value = line.slice(colon + 1).trim();
      return value === '' || value === '-' ? null : value;
    }
  }
  return null;
}

function readNumber(lines: readonly string[], key: string): number | null {
  const words = readWords(lines, key);
  return words !== null && /^\d{1,6}$/.test(words) ? Number(words) : null;
}

export const ontInfoScreen: ScreenParser = {
  title: 'display ont info [<shelf> <slot>] <port> <id> | by-sn <serial>',
  command: /^display ont info (?:(?:\d{1,2} \d{1,2} )?\d{1,3} \d{1,3}|by-sn \S{12,16})$/,
  parse: (text, command) => [parseOntInfo(text, command)],
};
