import type { OnuMac } from '../../../contract/operations.ts';
import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { parseFailed, readSections, replyCut } from '../../../toolkit/lines.ts';

const macRow =
  /^\s*\d{1,2}\s?\/\s?\d{1,2}\s?\/\s?\d{1,3}\s+\d{1,3}\s+(\S+)\s+(\S+)\s+([0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4})\s+(\d{1,4}|-)\s*$/i;

/** Devices behind an ONU, from `display mac-address ont 0/1/2 3`; `kind` is the port of the ONU they were learned on: `ETH 1`. */
export function parseMacAddresses(text: string, command: string): OnuMac[] {
  const [before = [], , rows = [], after = []] = readSections(text, command, 4);
  if (before[0] !== undefined) throw parseFailed(command, before[0]);
  const total = /^\s*Total:\s*(\d+)/.exec(after[0] ?? '')?.[1];
  if (total === undefined) throw replyCut(command, text);
  if (Number(total) !== rows.length) throw parseFailed(command, after[0] ?? '');
  return rows.map((row) => {
    const [, portType, port, mac, vlan] = macRow.exec(row) ?? [];
    if (mac === undefined) throw parseFailed(command, row);
    return {
      mac,
      vlan: vlan === '-' ? null : Number(vlan),
      servicePort: null,
      gemPort: null,
      kind: `${portType} ${port}`,
    };
  });
}

export const macAddressScreen: ScreenParser = {
  title: 'display mac-address ont <shelf>/<slot>/<port> <id>',
  command: /^display mac-address ont \d{1,2}[/ ]\d{1,2}[/ ]\d{1,3} \d{1,3}$/,
  parse: parseMacAddresses,
};
