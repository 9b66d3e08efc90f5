import { findRowIssues, type Onu } from '@field/core';
import type { OnuHistoryEntry } from '../../../contract/operations.ts';
import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { readDeviceTime } from '../../../toolkit/device-time.ts';
import { readKeyValues } from '../../../toolkit/key-value.ts';
import { parseFailed, replyCut, toLines } from '../../../toolkit/lines.ts';
import { onuIn } from '../address.ts';
import { readDownCause } from '../down-causes.ts';
import { readPhase } from '../phases.ts';
import { readSerial } from '../serial.ts';
import { readAdminState } from './onu-state.ts';
import { orNull } from './table.ts';

/** One ONU as `show gpon onu detail-info` shows it: an {@link Onu}, its history, and what a write must know. */
export interface DetailInfo extends Onu {
  readonly name: string | null;
  /** The field `Description` alone, where the row's may be the name. */
  readonly configuredDescription: string | null;
  /** The device's word: `working`, `LOS`. */
  readonly phase: string | null;
  /** Newest first. */
  readonly history: readonly OnuHistoryEntry[];
}

const never = '0000-00-00 00:00:00';
const time = '\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d';
const record = new RegExp(`^\\s*(\\d{1,2})\\s+(${time})\\s+(${time})(?:\\s+(\\S.*))?$`);
const rule = /^\s*[-\u2013\u2014]{10,}\s*$/;
/** The last of the ten records every release prints, used or not. */
export const lastRecord = new RegExp(`^\\s*10\\s+${time}\\s+${time}`);

/**
 * One ONU, from `show gpon onu detail-info <onu>`: `Label: value`, a rule, ten records. Labels differ between releases; the values
 * that are needed have the same label in all that are known.
 */
export function parseDetailInfo(text: string, command: string): DetailInfo {
  const lines = toLines(text).filter((line) => line !== '');
  const at = lines.findIndex((line) => rule.test(line));
  if (at < 0) throw replyCut(command, text);
  const unit = readKeyValues(lines.slice(0, at), { command });
  const history = readHistory(lines.slice(at + 1), command, text);
  const value = (key: string) => orNull(unit.value(key));
  const distance = value('ONU Distance');
  const metres = distance === null ? null : /^(\d{1,6})\s?m$/.exec(distance)?.[1];
  if (metres === undefined) throw parseFailed(command, `ONU Distance: ${distance}`);
  const phase = value('Phase state');
  const { runState, ...down } = readPhase(phase);
  const ended = history.find(({ downAt }) => downAt !== null);
  const cause = ended ?? down;
  const name = readName(value('Name'));
  const description = value('Description');
  const row = {
    address: onuIn(unit.value('ONU interface') ?? undefined, command, lines[0] ?? ''),
    ...readSerial(value('Serial number')),
    adminState: readAdminState(value('Admin state')),
    runState,
    description: describe(name, description),
    model: value('Type'),
    distanceMetres: metres === null ? null : Number(metres),
    lastUpAt: history[0]?.upAt ?? null,
    lastDownAt: ended?.downAt ?? null,
    downCause: cause.downCause,
    downCauseText: cause.downCauseText,
  };
  const configuredDescription = readGivenText(description);
  return { ...row, issues: findRowIssues(row), name, configuredDescription, phase, history };
}

/** What the box calls an ONU that nobody named, in both fields. */
const unnamed = /^ONU-\d{1,3}(?:\/\d{1,3})*:\d{1,3}$/;

/** A C6xx shows stars in place of a name: that there is one, not which. */
export function readName(text: string | null): string | null {
  return text === null || /^\*+$/.test(text) ? null : text;
}

/** A text that an operator gave and that can be read; null for none, for stars and for what the box calls an ONU by itself. */
export function readGivenText(text: string | null): string | null {
  const name = readName(text);
  return name === null || name === '' || unnamed.test(name) ? null : name;
}

/** The one text for people there is: the description, or the name where only that was given. */
export function describe(name: string | null, description: string | null): string | null {
  return readGivenText(description) ?? readGivenText(name);
}

function readHistory(lines: readonly string[], command: string, text: string): OnuHistoryEntry[] {
  const [header = '', ...rows] = lines;
  if (!/Authpass\s?Time\s+Offline\s?Time\s+Cause/i.test(header))
    throw header === '' ? replyCut(command, text) : parseFailed(command, header);
  const entries = rows.map((row, index) => {
    const [, number, up, down, cause] = record.exec(row) ?? [];
    if (Number(number) !== index + 1) throw parseFailed(command, row);
    const downCauseText = orNull(cause);
    return {
      upAt: up === never ? null : readDeviceTime(up ?? ''),
      downAt: down === never ? null : readDeviceTime(down ?? ''),
      downCause: readDownCause(downCauseText),
      downCauseText,
    };
  });
  if (entries.length === 0) throw replyCut(command, text);
  return entries.filter(({ upAt, downAt }) => upAt !== null || downAt !== null).reverse();
}

/** What both sorts of session ask for, as the row of an operation. */
export function toOnu(info: DetailInfo): Onu {
  const { address, serialNumber, serialNumberText, adminState, runState, description, model, issues } = info;
  const { distanceMetres, lastUpAt, lastDownAt, downCause, downCauseText } = info;
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

export const detailInfoScreen: ScreenParser = {
  title: 'show gpon onu detail-info <onu>',
  command: /^show gpon onu detail-info gpon[-_]onu[-_]\S+$/,
  parse: (text, command) => [parseDetailInfo(text, command)],
};
