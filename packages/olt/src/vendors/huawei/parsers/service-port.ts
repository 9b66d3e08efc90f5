import type { ServicePort } from '../../../contract/operations.ts';
import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { parseFailed, readSections } from '../../../toolkit/lines.ts';
import { readFsp } from '../address.ts';

const flowRow =
  /^\s*(\d{1,6})\s+(\d{1,4})\s+(\S+)\s+(\S+)\s+(\d{1,2}\s?\/\s?\d{1,2}\s?\/\s?\d{1,3})\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s*$/;
const totalLine = /^\s*Total\s*:\s*(\d+)\b/;

/**
 * Flows of ONUs, from `display service-port all`, `… port 0/1/2` or `… port 0/1/2 ont 3`. VPI is the ONU, VCI the GEM index, RX and
 * TX are the traffic tables inbound and outbound. Flows of other kinds of port (xDSL, Ethernet) count towards the total but are no
 * flows of an ONU.
 */
export function parseServicePorts(text: string, command: string): ServicePort[] {
  const [before = [], , rows = [], after = []] = readSections(text, command, 4);
  const unexpected = before.find((line) => !/^\s*Switch-Oriented Flow List\s*$/.test(line));
  if (unexpected !== undefined) throw parseFailed(command, unexpected);
  const flows = rows.map((row) => readFlow(row, command));
  const total = after.find((line) => totalLine.test(line));
  const count = totalLine.exec(total ?? '')?.[1];
  if (count !== undefined && Number(count) !== rows.length) throw parseFailed(command, total ?? '');
  return flows.flatMap((flow) => flow ?? []);
}

function readFlow(row: string, command: string): ServicePort | null {
  const [, index, vlan, , type = '', fsp, vpi = '', vci, flowType, flowValue, rx, tx, state] =
    flowRow.exec(row) ?? [];
  if (index === undefined || fsp === undefined) throw parseFailed(command, row);
  if (!/pon$/i.test(type)) return null;
  if (!/^\d{1,3}$/.test(vpi)) throw parseFailed(command, row);
  return {
    index: Number(index),
    address: { ...readFsp(fsp, command, row), onuId: Number(vpi) },
    vlan: Number(vlan),
    gemPort: toNumber(vci),
    userVlan: flowType === 'vlan' ? toNumber(flowValue) : null,
    inboundTrafficTable: toNumber(rx),
    outboundTrafficTable: toNumber(tx),
    state: state === 'up' || state === 'down' ? state : 'unknown',
  };
}

function toNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

export const servicePortScreen: ScreenParser = {
  title: 'display service-port all | port <shelf>/<slot>/<port> [ont <id>]',
  command: /^display service-port (?:all|port \d{1,2}\/\d{1,2}\/\d{1,3}(?: ont \d{1,3})?)$/,
  parse: parseServicePorts,
};
