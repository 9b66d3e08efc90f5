import type { SimulatedOlt, SimulatedOnu } from '../../../../contract/simulated-olt.ts';
import type { Dialect } from '../dialect.ts';
import { linesOf } from '../onu-lines.ts';
import { dotted, labelled, rowOf, rule } from './layout.ts';

/** `show mac gpon onu` of a C3xx, `show mac interface` of a C6xx. */
export function macScreen(onu: SimulatedOnu, { family, onuName, vportName }: Dialect): string[] {
  const macs = onu.run === 'online' ? onu.ethPorts.flatMap((port) => port.macs) : [];
  const total = `Total mac address : ${macs.length}`;
  if (macs.length === 0) return [total];
  const [port, channel] =
    family === 'c3xx' ? [onuName(onu.address), 'vport 1'] : [vportName(onu.address, 1), ''];
  return [
    total,
    '',
    `Mac address      Vlan   Type      Port                     ${family === 'c3xx' ? '    Vc' : ''}`,
    rule(72),
    ...macs.map(({ mac, vlan }) =>
      rowOf([dotted(mac), 17], [`${vlan}`, 7], ['Dynamic', 10], [port, 26], [channel]),
    ),
  ];
}

/** `show gpon remote-onu equip`: what the unit says of itself. */
export function equipmentScreen(
  { unit }: SimulatedOnu,
  olt: SimulatedOlt,
  { generation }: Dialect,
): string[] {
  if (!unit) return [];
  const { vendorId, softwareVersion, serialNumber, model } = unit;
  if (generation === 1) {
    const spelled = `${vendorId}${serialNumber.slice(4).toLowerCase()}`;
    return labelled(21, [
      ...([
        ['Vendor ID', vendorId],
        ['Version', softwareVersion],
        ['SN', spelled],
      ] as const),
      ...([
        ['Admin status', 'unlock'],
        ['Battery backup', 'false'],
        ['Security Mode', 'aes'],
      ] as const),
      ...([
        ['Product code', '0'],
        ['TotalPrioQueueNum', '56'],
        ['TotalTrafficSchNum', '7'],
      ] as const),
      ...([
        ['TrafficMgmtOption', 'priority-controlled'],
        ['OperState', 'enable'],
      ] as const),
      ...([
        ['EquipID', model],
        ['OMCC Version', 'a0'],
        ['Security Capability', 'aes'],
      ] as const),
      ...([
        ['Model', model],
        ['Survival time', 'N/A'],
        ['TotalGemPortNum', '256'],
        ['SysUpTime', '0'],
      ] as const),
    ]);
  }
  const seconds = (olt.now().getTime() - unit.seenAt.getTime()) / 1000;
  return [
    '',
    ...labelled(27, [
      ...([
        ['Vendor ID', vendorId],
        ['Version', softwareVersion],
        ['SN', serialNumber],
      ] as const),
      ...([
        ['Admin status', 'unlock'],
        ['Battery monitor', 'false'],
        ['Security mode', 'aes'],
      ] as const),
      ...([
        ['Product code', '0'],
        ['Total priority queue num', '124'],
      ] as const),
      ...([
        ['Total traffic schedule num', '32'],
        ['Operate status', 'enable'],
      ] as const),
      ...([
        ['Equipment ID', model],
        ['OMCC version', 'a0'],
        ['Security capability', 'aes'],
      ] as const),
      ...([
        ['Model', model],
        ['Survival time', 'N/A'],
        ['Total GEM port num', '126'],
      ] as const),
      ...([
        ['System uptime', `${seconds.toFixed(2)} s`],
        ['Chip info', '0'],
      ] as const),
    ]),
    '',
  ];
}

/** `show gpon remote-onu ip-host`: each WAN of the unit, or its one host that has none. */
export function ipHostScreen(onu: SimulatedOnu): string[] {
  const { unit, address } = onu;
  const wans = linesOf(onu, 'management').flatMap((line) => {
    const [, host, mode] = /^wan-ip (\d) (?:ipv4 )?mode (\S+)/.exec(line) ?? [];
    return host === undefined || mode === undefined ? [] : [{ host, mode }];
  });
  const hosts = wans.length === 0 ? [{ host: '1', mode: '' }] : wans;
  const none = '0.0.0.0';
  return hosts.flatMap(({ host, mode }) => {
    const up = mode !== '';
    const own = `100.64.${address.slot}.${(address.port * 32 + address.onuId) % 250}`;
    return [
      ...labelled(20, [
        ...([
          ['Host ID', host],
          ['HostName', up ? `omci_ipv4_${mode}_${host}` : ''],
          ['Identify', ''],
        ] as const),
        ...([
          ['IP', none],
          ['Mask', none],
          ['Gateway', none],
        ] as const),
        ...([
          ['Primary DNS', none],
          ['Second DNS', none],
          ['DHCP-enable', `${mode === 'dhcp'}`],
        ] as const),
        ...([
          ['Ping-response', 'true'],
          ['Traceroute-response', 'true'],
        ] as const),
        ...([
          ['MAC', dotted(unit?.mac ?? '000000000000')],
          ['CurIP', up ? own : none],
        ] as const),
        ...([
          ['CurMask', up ? '255.255.255.255' : none],
          ['CurGateway', up ? '100.64.0.1' : none],
        ] as const),
        ...([
          ['CurPriDNS', none],
          ['CurSecDNS', none],
        ] as const),
      ]),
      '',
    ];
  });
}
