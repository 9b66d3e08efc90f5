import { findRowIssues, tryParseSerialNumber, type UnauthorizedOnu } from '@field/core';
import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { parseFailed } from '../../../toolkit/lines.ts';
import { portOf, readOnuName, readPortName } from '../address.ts';
import { readSerial } from '../serial.ts';
import { cellsOf, orNull, readTableLines } from './table.ts';

const header = /^\s*O(?:nu|lt)Index\s+(?:\S+\s+)*SN\b/i;
const macAddress = /^(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}$/i;

/**
 * ONUs that wait to be authorized, from `show pon onu uncfg` (port, model, serial number and, where it is so configured, password)
 * or `show gpon onu uncfg` (an entry of the discovery, serial number, state). The number behind the port is that of the entry, which
 * is no ONU id and may repeat: it is not read. Models may hold blanks, so rows are read from both ends.
 */
export function parseUncfg(text: string, command: string): UnauthorizedOnu[] {
  const table = readTableLines(text, header, command);
  if (table.before[0] !== undefined) throw parseFailed(command, table.before[0]);
  const columns = cellsOf(table.header).map((column) => column.toLowerCase());
  const kind = columns.slice(1).join(' ');
  if (!/^(?:model )?sn(?: (?:pw|state))?$/.test(kind)) throw parseFailed(command, table.header);
  return table.rows.map((row) => toRow(row, columns, command));
}

function toRow(row: string, columns: readonly string[], command: string): UnauthorizedOnu {
  const [place = '', ...cells] = cellsOf(row);
  const last = columns.at(-1);
  // A password that is empty leaves the serial number last.
  const shortened = last === 'pw' && isSerial(cells.at(-1)) && !isSerial(cells.at(-2));
  const tail = last === 'sn' || shortened ? null : (cells.pop() ?? null);
  const spelled = cells.pop();
  const model = columns.includes('model') ? orNull(cells.join(' ')) : null;
  const entry = readOnuName(place);
  const at = readPortName(place)?.at ?? (entry && portOf(entry));
  if (!at || spelled === undefined || (!columns.includes('model') && cells.length > 0))
    throw parseFailed(command, row);
  const isMac = macAddress.test(spelled);
  const serial = readSerial(isMac ? null : spelled);
  const onu = {
    at,
    ...serial,
    vendorId: tryParseSerialNumber(serial.serialNumber ?? '')?.vendorId ?? null,
    model,
    softwareVersion: null,
    mac: isMac ? spelled : null,
    password: last === 'pw' ? orNull(tail) : null,
    loid: null,
    firstSeenAt: null,
  };
  return { ...onu, issues: findRowIssues(onu) };
}

function isSerial(cell: string | undefined): boolean {
  return cell !== undefined && tryParseSerialNumber(cell) !== undefined;
}

export const uncfgScreen: ScreenParser = {
  title: 'show pon onu uncfg | show gpon onu uncfg [<port>]',
  command: /^show (?:pon onu uncfg|gpon onu uncfg(?: gpon[-_]olt[-_]\S+)?)$/,
  parse: parseUncfg,
};
