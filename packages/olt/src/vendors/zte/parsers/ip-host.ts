import type { OnuWan } from '../../../contract/operations.ts';
import type { ScreenParser } from '../../../contract/vendor-driver.ts';
import { readKeyValues } from '../../../toolkit/key-value.ts';
import { parseFailed, replyCut, toLines } from '../../../toolkit/lines.ts';
import { orNull } from './table.ts';

/** What an IP host of an ONU that has no address shows. */
const noAddress = '0.0.0.0';

/** The IP hosts inside an ONU, from `show gpon remote-onu ip-host <onu>`: `Cur…` is what it has, the others what it was told. */
export function parseIpHosts(text: string, command: string): OnuWan[] {
  const blocks: string[][] = [];
  for (const line of toLines(text)) {
    if (line === '') continue;
    if (/^\s*Host ID\s*:/i.test(line)) blocks.push([]);
    const block = blocks.at(-1);
    if (!block) throw parseFailed(command, line);
    block.push(line);
  }
  if (blocks.length === 0) throw replyCut(command, text);
  return blocks.map((lines) => {
    const host = readKeyValues(lines, { command });
    const index = Number(host.value('Host ID') ?? Number.NaN);
    if (!Number.isInteger(index)) throw parseFailed(command, lines[0] ?? '');
    if (!host.has('CurGateway')) throw replyCut(command, text);
    const address = (...keys: readonly string[]) =>
      keys.map((key) => orNull(host.value(key))).find((text) => text !== null && text !== noAddress) ?? null;
    const dhcp = orNull(host.value('DHCP-enable'));
    return {
      index,
      name: orNull(host.value('HostName')),
      serviceType: null,
      connectionType: null,
      status: null,
      accessType: dhcp === 'true' ? 'DHCP' : null,
      ipv4Address: address('CurIP', 'IP'),
      subnetMask: address('CurMask', 'Mask'),
      gateway: address('CurGateway', 'Gateway'),
      vlan: null,
      mac: orNull(host.value('MAC')),
    };
  });
}

export const ipHostScreen: ScreenParser = {
  title: 'show gpon remote-onu ip-host <onu>',
  command: /^show gpon remote-onu ip-host gpon[-_]onu[-_]\S+$/,
  parse: parseIpHosts,
};
