import type { OnuAddress } from '@field/core';
import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { parseFailed } from '../../../toolkit/lines.ts';
import { onuIn } from '../address.ts';
import { type RowSerial, readSerial } from '../serial.ts';
import { cellsOf, readTableLines } from './table.ts';

/** What one ONU is configured as. */
export interface BaseInfo extends RowSerial {
  readonly address: OnuAddress;
  /** The ONU type, which an operator has named. */
  readonly type: string;
  /** The device's word for how it proves who it is: `sn`. */
  readonly mode: string;
  readonly state: string;
}

const header = /^\s*OnuIndex\s+Type\s+Mode\s+AuthInfo\s+State/i;
const authentication = /^[A-Z+]{2,8}:\S*$/i;

/** The ONUs of a port as they are configured, from `show gpon onu baseinfo <port>`. A long type goes on in the line below. */
export function parseBaseInfo(text: string, command: string): BaseInfo[] {
  const table = readTableLines(text, header, command);
  if (table.before[0] !== undefined) throw parseFailed(command, table.before[0]);
  const rows: string[] = [];
  for (const line of table.rows) {
    if (/^\s{4,}\S/.test(line) && rows.length > 0) rows[rows.length - 1] += ` ${line.trim()}`;
    else rows.push(line);
  }
  return rows.map((row) => {
    const cells = cellsOf(row);
    const at = cells.findIndex((cell) => authentication.test(cell));
    const mode = cells[at - 1];
    const state = cells[at + 1];
    const type = cells.slice(1, Math.max(at - 1, 1)).join('') + cells.slice(at + 2).join('');
    if (at < 3 || mode === undefined || state === undefined || type === '') throw parseFailed(command, row);
    const told = cells[at] ?? '';
    const serial = /^SN:/i.test(told) ? told.slice(3) : null;
    return { address: onuIn(cells[0], command, row), type, mode, ...readSerial(serial), state };
  });
}

export const baseInfoScreen: ScreenParser = {
  title: 'show gpon onu baseinfo <port>',
  command: /^show gpon onu baseinfo gpon[-_]olt[-_]\S+$/,
  parse: parseBaseInfo,
};
