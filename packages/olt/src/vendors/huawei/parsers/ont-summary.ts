import { findRowIssues, type Onu, type OnuAddress } from '@field/core';
import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { readDeviceTime } from '../../../toolkit/device-time.ts';
import { parseFailed, readSections } from '../../../toolkit/lines.ts';
import { type Reading, readReading } from '../../../toolkit/optical-power.ts';
import { readFsp } from '../address.ts';
import { readDownCause } from '../down-causes.ts';
import { readSerial } from '../serial.ts';
import { readDescription, readRunState } from './ont-list.ts';

/** One ONU of a port as the summary shows it: an {@link Onu} and the readings of its own optics. */
export interface SummarizedOnt extends Onu {
  readonly rxAtOnuDbm: number | null;
  readonly txAtOnuDbm: number | null;
}

const head =
  /^\s*In port\s{1,8}(\d[\d/ ]{3,18}\d)\s{0,8},\s{0,8}the total(?: number)? of ONTs (?:are|is):\s{0,8}(\d{1,5})\b/;
const eventRow = /^\s*(\d{1,3})\s+(\S+)\s+(-|\S+ \S+)\s+(-|\S+ \S+)\s+(\S.*)$/;
const unitRow = /^\s*(\d{1,3})\s+(\S+)\s+(\S+)\s+(-|\d{1,6})\s+(-|-?\d[\d.]*)\/(-|-?\d[\d.]*)(?:\s+(\S.*))?$/;

/**
 * The ONUs of one port, from `display ont info summary 0/1/2`: a count, a table of states and events, a table of units. The cheapest
 * command for status and light at the ONU; it does not tell whether an ONU is deactivated. Causes and descriptions are cut at the
 * width of their columns.
 */
export function parseOntSummary(text: string, command: string): SummarizedOnt[] {
  const [before = [], [line = ''] = [], , events = [], , units = [], after = []] = readSections(
    text,
    command,
    7,
  );
  const unexpected = before[0] ?? after[0];
  if (unexpected !== undefined) throw parseFailed(command, unexpected);
  const [, fsp, total] = head.exec(line) ?? [];
  if (fsp === undefined) throw parseFailed(command, line);
  const at = readFsp(fsp, command, line);
  if (Number(total) !== events.length || Number(total) !== units.length) throw parseFailed(command, line);
  return events.map((event, index) => toRow(event, units[index] ?? '', at, command));
}

function toRow(event: string, unit: string, at: Omit<OnuAddress, 'onuId'>, command: string): SummarizedOnt {
  const [, id, run, up, down, cause] = eventRow.exec(event) ?? [];
  if (id === undefined) throw parseFailed(command, event);
  const [, unitId, serial = '', type = '', distance = '', rx = '', tx = '', description] =
    unitRow.exec(unit) ?? [];
  const rxAtOnu = readReading('rxAtOnuDbm', rx);
  const txAtOnu = readReading('txAtOnuDbm', tx);
  if (unitId !== id || !rxAtOnu || !txAtOnu) throw parseFailed(command, unit);
  const causeText = cause === undefined || cause === '-' ? null : cause;
  const known = readSerial(serial);
  const lastUpAt = readDeviceTime(up ?? null);
  const lastDownAt = readDeviceTime(down ?? null);
  return {
    address: { shelf: at.shelf, slot: at.slot, port: at.port, onuId: Number(id) },
    serialNumber: known.serialNumber,
    serialNumberText: known.serialNumberText,
    adminState: 'unknown',
    runState: readRunState(run),
    description: readDescription(description),
    model: type === '-' ? null : type,
    distanceMetres: distance === '-' ? null : Number(distance),
    lastUpAt,
    lastDownAt,
    downCause: readDownCause(causeText),
    downCauseText: causeText,
    issues: findRowIssues({ serialNumber: known.serialNumber, lastUpAt, lastDownAt }),
    rxAtOnuDbm: numberOf(rxAtOnu),
    txAtOnuDbm: numberOf(txAtOnu),
  };
}

function numberOf(reading: Reading): number | null {
  return 'value' in reading ? reading.value : null;
}

export const ontSummaryScreen: ScreenParser = {
  title: 'display ont info summary <shelf>/<slot>/<port>',
  command: /^display ont info summary \d{1,2}\/\d{1,2}\/\d{1,3}(?: ont)?$/,
  parse: parseOntSummary,
};
