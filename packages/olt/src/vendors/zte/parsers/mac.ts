import type { OnuMac } from '../../../contract/operations.ts';
import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { parseFailed, replyCut, toLines } from '../../../toolkit/lines.ts';
import { readTableLines } from './table.ts';

const total = /^\s*Total mac address\s*:\s*(\d+)\s*$/i;
const row = /^\s*(\S+)\s+(\d{1,4})\s+(\S+)\s+(\S+)(?:\s+(\S.*))?$/;

/**
 * Addresses learned behind an ONU, from `show mac gpon onu <onu>` (C3xx, where the last column names the virtual port) or
 * `show mac interface <onu>` (C6xx, where the port does). Their number is printed first and must fit.
 */
export function parseMacs(text: string, command: string): OnuMac[] {
  const lines = toLines(text).filter((line) => line !== '');
  const count = Number(total.exec(lines[0] ?? '')?.[1] ?? Number.NaN);
  if (Number.isNaN(count))
    throw lines.length === 0 ? replyCut(command, text) : parseFailed(command, lines[0] ?? '');
  if (count === 0) return [];
  const { rows } = readTableLines(text, /^\s*Mac address\s+Vlan\s+Type\s+Port\b/i, command);
  if (rows.length < count) throw replyCut(command, text);
  if (rows.length > count) throw parseFailed(command, rows[count] ?? '');
  return rows.map((line) => {
    const [, mac, vlan, kind, port = '', channel = ''] = row.exec(line) ?? [];
    if (mac === undefined || vlan === undefined || kind === undefined) throw parseFailed(command, line);
    const gemPort = /^vport (\d{1,3})$/i.exec(channel)?.[1] ?? /^vport-\S+:(\d{1,3})$/i.exec(port)?.[1];
    return {
      mac,
      vlan: Number(vlan),
      servicePort: null,
      gemPort: gemPort === undefined ? null : Number(gemPort),
      kind,
    };
  });
}

export const macScreen: ScreenParser = {
  title: 'show mac gpon onu <onu> | show mac interface <onu>',
  command: /^show mac (?:gpon onu gpon[-_]onu[-_]|interface (?:gpon_onu|vport)-)\S+$/,
  parse: parseMacs,
};
