import type { PonPortAddress } from '@field/core';
import type { SimulatedFlow, SimulatedOlt, SimulatedOnu } from '../../../../contract/simulated-olt.ts';
import { serialHex, slashed } from './layout.ts';

/** `display current-configuration` of the whole OLT, of a port or of one ONU. */
export function configurationScreen(
  olt: SimulatedOlt,
  scope: {
    readonly ports: readonly PonPortAddress[];
    readonly onus: readonly SimulatedOnu[];
    readonly whole: boolean;
  },
): string[] {
  const flows = scope.whole ? olt.flows() : scope.onus.flatMap((onu) => olt.flows(onu.address));
  return [
    ...(scope.whole ? head(olt) : [`[${olt.chassis.softwareVersion.slice(0, 14)}: 5011]`, '#']),
    '[gpon]',
    ...cards(scope.ports).flatMap((card) => cardSection(olt, card, scope)),
    ...(flows.length === 0 ? [] : ['[bbs-config]', '  <bbs-config>', ...flows.map(flowLine), '#']),
    'return',
  ];
}

function head(olt: SimulatedOlt): string[] {
  return [
    `[Patch Info: ${olt.chassis.patch}]`,
    `[${olt.chassis.softwareVersion.slice(0, 14)}: 5011]`,
    '#',
    '[global-config]',
    '  <global-config>',
    ` sysname ${olt.hostname}`,
    ...[...olt.lineProfiles.values()].flatMap(({ id, name, tconts, gemPorts }) => [
      ` ont-lineprofile gpon profile-id ${id} profile-name "${name}"`,
      ...tconts.map((tcont) => `  tcont ${tcont.id} dba-profile-id ${tcont.dbaProfileId}`),
      ...gemPorts.flatMap(({ index, tcont, vlans }) => [
        `  gem add ${index} eth tcont ${tcont} encrypt on`,
        ...vlans.map((vlan, mapping) => `  gem mapping ${index} ${mapping} vlan ${vlan}`),
      ]),
      '  commit',
      '  quit',
    ]),
    '#',
    '[vlan-config]',
    '  <vlan-config>',
    ...[...olt.vlans.values()].map(({ id, attribute }) => ` vlan ${id} ${attribute}`),
    '#',
  ];
}

const cards = (ports: readonly PonPortAddress[]) => [
  ...new Set(ports.map(({ shelf, slot }) => `${shelf}/${slot}`)),
];

function cardSection(
  olt: SimulatedOlt,
  card: string,
  scope: { readonly onus: readonly SimulatedOnu[]; readonly whole: boolean },
): string[] {
  const here = ({ shelf, slot }: PonPortAddress) => `${shelf}/${slot}` === card;
  const ports = scope.whole ? olt.ports.filter(({ at }) => here(at)) : [];
  return [
    `  <gpon-${card}>`,
    ` interface gpon ${card}`,
    ...ports.map(({ at, autofind }) => ` port ${at.port} ont-auto-find ${autofind ? 'enable' : 'disable'}`),
    ...scope.onus.filter((onu) => here(onu.address)).flatMap(onuLines),
    '#',
  ];
}

function onuLines(onu: SimulatedOnu): string[] {
  const { port, onuId } = onu.address;
  const description = onu.description === '' ? '' : ` desc "${onu.description}"`;
  return [
    ` ont add ${port} ${onuId} ${identity(onu)} omci ont-lineprofile-id ${onu.lineProfileId} ont-srvprofile-id ${onu.serviceProfileId}${description}`,
    ...[...onu.nativeVlans].map(
      ([eth, { vlan, priority }]) =>
        ` ont port native-vlan ${port} ${onuId} eth ${eth} vlan ${vlan} priority ${priority}`,
    ),
    ...onu.wans.map((wan) =>
      wan.accessType === 'PPPoE'
        ? ` ont ipconfig ${port} ${onuId} ip-index ${wan.index} pppoe user-account username "${wan.username}" password "******" vlan ${wan.vlan} priority ${wan.priority}`
        : ` ont ipconfig ${port} ${onuId} ip-index ${wan.index} dhcp vlan ${wan.vlan} priority ${wan.priority}`,
    ),
    ...(onu.admin === 'deactivated' ? [` ont deactivate ${port} ${onuId}`] : []),
  ];
}

function identity(onu: SimulatedOnu): string {
  switch (onu.authentication) {
    case 'serialNumber':
      return `sn-auth "${serialHex(onu.serialNumber)}"`;
    case 'serialNumberAndPassword':
      return `sn-auth "${serialHex(onu.serialNumber)}" password-auth "${onu.password}"`;
    case 'password':
      return `password-auth "${onu.password}" always-on`;
    case 'loid':
      return `loid-auth "${onu.loid}"${onu.checkCode === '' ? '' : ` checkcode-auth "${onu.checkCode}"`} always-on`;
  }
}

/** The command that makes a flow again. */
export function flowLine(flow: SimulatedFlow): string {
  const { address, gemPort, userVlan, innerVlan } = flow;
  return [
    ` service-port ${flow.index} vlan ${flow.vlan} gpon ${slashed(address)} ont ${address.onuId} gemport ${gemPort}`,
    ...(userVlan === null ? [] : [`multi-service user-vlan ${userVlan}`]),
    ...(flow.transform === 'default' ? [] : [`tag-transform ${flow.transform}`]),
    ...(innerVlan === null ? [] : [`inner-vlan ${innerVlan}`]),
    ...(flow.inboundTable === null ? [] : [`inbound traffic-table index ${flow.inboundTable}`]),
    ...(flow.outboundTable === null ? [] : [`outbound traffic-table index ${flow.outboundTable}`]),
  ].join(' ');
}
