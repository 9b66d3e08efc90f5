import type { SimulatedOlt, SimulatedOnu, SimulatedWan } from '../../../../contract/simulated-olt.ts';
import { historyCauseWord } from '../down-causes.ts';
import { zonedTime } from '../times.ts';
import { field, padded, row, rule, slashed } from './layout.ts';

/** `display ont version`: long product descriptions go on in the value's column. */
export function onuVersionScreen({ address, unit }: SimulatedOnu): string[] {
  if (!unit) return [];
  const line = field(25);
  const product = `${unit.vendorId === 'HWTC' ? 'OptiXstar' : unit.vendorId} ${unit.model} GPON Terminal (CLASS B+/PRODUCT ID:${unit.equipmentSerial})`;
  const [first = '', ...more] = product.match(/.{1,47}/g) ?? [];
  return [
    rule(74),
    line('F/S/P', slashed(address)),
    line('ONT-ID', address.onuId),
    line('Vendor-ID', unit.vendorId),
    line('ONT Version', unit.hardwareVersion),
    line('Product-ID', '22a'),
    line('Equipment-ID', unit.model),
    line('Main Software Version', unit.softwareVersion),
    line('Standby Software Version', unit.softwareVersion),
    line('OntProductDescription', first),
    ...more.map((text) => ' '.repeat(29) + text),
    line('Support XML Version', '1.3.0.0'),
    line('Ont MAC', unit.mac.toUpperCase() || '-'),
    line('Ont Equipment SN', unit.equipmentSerial || '-'),
    rule(74),
  ];
}

/** `display ont register-info`: newest first, the oldest is number 1; the one still open has no down time. */
export function registerScreen(olt: SimulatedOlt, onu: SimulatedOnu): string[] {
  const line = field(20);
  const time = (date: Date | null) => zonedTime(date, olt.utcOffsetMinutes);
  const blocks = [...onu.history]
    .reverse()
    .flatMap((period, index) => [
      line('Index', onu.history.length - index),
      line('UpTime', time(period.upAt)),
      ...(period.downAt
        ? [line('DownTime', time(period.downAt)), line('DownCause', historyCauseWord(period.cause))]
        : []),
      rule(),
    ]);
  return [rule(), ...blocks];
}

/** `display ont port state 0 3 eth-port all`. */
export function portStateScreen(onu: SimulatedOnu): string[] {
  return [
    rule(74),
    '  ONT-ID   ONT      ONT       Speed(Mbps)   Duplex   LinkState  RingStatus',
    '           port-ID  Port-type    ',
    rule(74),
    ...onu.ethPorts.map(({ id, type, up }) =>
      row(
        [onu.address.onuId, -8],
        [id, -10],
        [type, -11],
        ['', 1],
        [up ? '1000' : '-', 14],
        [up ? 'full' : '-', 9],
        [up ? 'up' : 'down', 11],
        ['noloop', 10],
      ),
    ),
    rule(74),
  ];
}

/** `display mac-address ont 0/1/2 0`. */
export function macScreen(onu: SimulatedOnu): string[] {
  const learned = onu.ethPorts.flatMap((port) =>
    port.up ? port.macs.map((entry) => ({ port, ...entry })) : [],
  );
  return [
    rule(63, 1),
    ' F/S/P   ONTID    ONT        ONT       MAC-ADDRESS        VLAN',
    '                   port-type  port-ID',
    rule(63, 1),
    ...learned.map(({ port, mac, vlan }) =>
      row(
        [` ${padded(onu.address)}`, 9],
        [onu.address.onuId, -5],
        ['', 4],
        ['ETH', 11],
        [port.id, -7],
        ['', 3],
        [mac, 14],
        [vlan, -9],
      ),
    ),
    rule(63, 1),
    ` Total: ${learned.length}`,
  ];
}

/** `display ont wan-info 0/1 2 0`. */
export function wanScreen(onu: SimulatedOnu): string[] {
  const line = field(27);
  return [
    rule(69),
    line('F/S/P', slashed(onu.address)),
    `${line('ONT ID', onu.address.onuId)}     `,
    rule(69),
    ...onu.wans.flatMap((wan) => [...wanBlock(wan), rule(69)]),
  ];
}

function wanBlock(wan: SimulatedWan): string[] {
  const line = field(27);
  const { ipv4 } = wan;
  return [
    line('Index', wan.index),
    line('Name', wan.name),
    line('Service type', wan.service),
    line('Connection type', 'IP routed'),
    line('IPv4 Connection status', ipv4 ? 'Connected' : 'Connecting'),
    line('IPv4 access type', wan.accessType),
    line('IPv4 address', ipv4?.address ?? '-'),
    line('Subnet mask', ipv4?.mask ?? '-'),
    line('Default gateway', ipv4?.gateway ?? '-'),
    line('Primary DNS', ipv4 ? '198.51.100.53' : '-'),
    line('Secondary DNS', ipv4 ? '203.0.113.53' : '-'),
    line('Manage VLAN', wan.vlan),
    line('Manage priority', wan.priority),
    line('Multicast VLAN', '-'),
    line('NAT switch', 'Enable'),
    line('Option60', 'No'),
    line('Switch', 'Enable'),
    line('MAC address', wan.mac.toUpperCase()),
    line('Priority policy', 'Specified'),
    line('L2 encap-type', wan.accessType === 'PPPoE' ? 'PPPoE' : 'IPoE'),
    line('IPv4 switch', 'Enable'),
    line('IPv6 switch', 'Disable'),
    line('Prefix', '-'),
    line('Prefix access mode', 'Invalid'),
    line('Prefix preferred time', '-'),
    line('Prefix valid time', '-'),
    line('IPv6 Connection status', 'Invalid'),
    line('IPv6 address', '-'),
    line('IPv6 Primary DNS', '-'),
    line('IPv6 Secondary DNS', '-'),
    line('IPv6 Multicast VLAN', '-'),
    line('IPv6 address status', 'Invalid'),
    line('IPv6 address access mode', 'Invalid'),
    line('IPv6 address preferred time', '-'),
    line('IPv6 address valid time', '-'),
    line('DS-Lite Mode', 'Invalid'),
    line('DS-Lite peer address', '-'),
  ];
}
