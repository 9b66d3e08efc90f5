import type { OnuWan } from '../../../contract/operations.ts';
import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { readKeyValues } from '../../../toolkit/key-value.ts';
import { parseFailed, replyCut, splitAtRules } from '../../../toolkit/lines.ts';

/**
 * WAN connections inside an ONU, from `display ont wan-info 0/1 2 3`. Older firmware has the labels without "IPv4". The screen
 * prints no count: it is complete when the rule behind its last block is there.
 */
export function parseWanInfo(text: string, command: string): OnuWan[] {
  const [before = [], place, ...sections] = splitAtRules(text);
  const after = sections.pop();
  if (before[0] !== undefined) throw parseFailed(command, before[0]);
  if (!place || !after || after.length > 0) throw replyCut(command, text);
  if (!readKeyValues(place, { command }).has('F/S/P')) throw parseFailed(command, place[0] ?? '');
  const blocks = sections.filter((lines) => lines.length > 0);
  if (blocks.length === 0) throw replyCut(command, text);
  return blocks.map((lines) => {
    const wan = readKeyValues(lines, { command });
    const index = Number(wan.value('Index') ?? Number.NaN);
    if (!Number.isInteger(index)) throw parseFailed(command, lines[0] ?? '');
    const vlan = wan.value('Manage VLAN');
    return {
      index,
      name: wan.value('Name'),
      serviceType: wan.value('Service type'),
      connectionType: wan.value('Connection type'),
      status: wan.first('IPv4 Connection status', 'Connection status'),
      accessType: wan.first('IPv4 access type', 'IP access type'),
      ipv4Address: wan.first('IPv4 address', 'IP'),
      subnetMask: wan.value('Subnet mask'),
      gateway: wan.value('Default gateway'),
      vlan: vlan !== null && /^\d{1,4}$/.test(vlan) ? Number(vlan) : null,
      mac: wan.value('MAC address'),
    };
  });
}

export const wanInfoScreen: ScreenParser = {
  title: 'display ont wan-info <shelf>/<slot> <port> <id>',
  command: /^display ont wan-info \d{1,2}[/ ]\d{1,2} \d{1,3} \d{1,3}$/,
  parse: parseWanInfo,
};
