import type { PonPortAddress } from '@field/core';
import type { SimulatedOlt, SimulatedOnu } from '../../../../contract/simulated-olt.ts';
import type { Dialect } from '../dialect.ts';
import { gemPortsOf, linesOf } from '../onu-lines.ts';
import { vlanProfile } from './profile-screens.ts';

const indent = (line: string) => `  ${line}`;
const stars = '********';

/** Lines of an ONU's interface as they are shown: texts are stars on one family and stand in quotes on some releases. */
export function unitLines(onu: SimulatedOnu, { masks, quotes }: Dialect): string[] {
  const shown = (text: string) => (masks ? stars : quotes ? `"${text}"` : text);
  const lines = linesOf(onu, 'interface');
  const named = lines
    .filter((line) => line.startsWith('name '))
    .map((line) => `name ${shown(line.slice(5))}`);
  const described = onu.description === '' ? [] : [`description ${shown(onu.description)}`];
  return [...named, ...described, ...lines.filter((line) => !line.startsWith('name '))];
}

/** Lines of an ONU's inside; passwords are stars where names are. */
export function managementLines(onu: SimulatedOnu, { masks }: Dialect): string[] {
  const lines = [...linesOf(onu, 'management')];
  return masks ? lines.map((line) => line.replace(/( password )\S+/, `$1${stars}`)) : lines;
}

const onuLine = (olt: SimulatedOlt, { address, serviceProfileId, serialNumber }: SimulatedOnu) =>
  `onu ${address.onuId} type ${olt.serviceProfiles.get(serviceProfileId)?.name} sn ${serialNumber}`;

function section(head: string, lines: readonly string[], end: string): string[] {
  return [head, ...lines.map(indent), end];
}

export function portSection(olt: SimulatedOlt, at: PonPortAddress, { family, ponName }: Dialect): string[] {
  const units = olt.onus(at).map((onu) => onuLine(olt, onu));
  const own = family === 'c3xx' ? ['no shutdown', 'linktrap disable'] : [];
  return section(`interface ${ponName(at)}`, [...own, ...units], family === 'c3xx' ? '!' : '$');
}

export function unitSection(onu: SimulatedOnu, dialect: Dialect): string[] {
  const head = `interface ${dialect.onuName(onu.address)}`;
  return section(head, unitLines(onu, dialect), dialect.family === 'c3xx' ? '!' : '$');
}

export function vportSection(onu: SimulatedOnu, gemPort: number, { vportName }: Dialect): string[] {
  return section(`interface ${vportName(onu.address, gemPort)}`, linesOf(onu, `vport-${gemPort}`), '$');
}

export function managementSection(onu: SimulatedOnu, dialect: Dialect): string[] {
  const head = `pon-onu-mng ${dialect.onuName(onu.address)}`;
  return section(head, managementLines(onu, dialect), dialect.family === 'c3xx' ? '!' : '$');
}

/** One interface of a C3xx between its frame. */
export const framed = (lines: readonly string[]) => ['Building configuration...', '!', ...lines, 'end'];

function onuTypes(olt: SimulatedOlt, family: Dialect['family']): string[] {
  return [...olt.serviceProfiles.values()].flatMap(({ name, ethPorts }) => [
    `onu-type ${name} gpon description ${ethPorts}ETH${family === 'c6xx' ? ' speed-mode gpon' : ''}`,
    ...Array.from({ length: ethPorts }, (_, index) => `onu-type-if ${name} eth_0/${index + 1}`),
  ]);
}

/** The whole configuration of a C3xx. */
function c3xxConfiguration(olt: SimulatedOlt, dialect: Dialect): string[] {
  const onus = olt.onus();
  return [
    'Building configuration...',
    'config-version 2.1',
    '!',
    ...section(
      'gpon',
      [
        ...[...olt.lineProfiles.values()].map(({ name }) => `profile tcont ${name} type 1 fixed 1024000`),
        ...[...olt.trafficTables.values()].map(
          ({ name, cirKbps }) => `profile traffic ${name} sir ${cirKbps} pir ${cirKbps}`,
        ),
        ...[...olt.vlans.keys()].map(
          (vlan) => `onu profile vlan ${vlanProfile(vlan)} tag-mode tag cvlan ${vlan}`,
        ),
      ],
      '!',
    ),
    ...section('pon', onuTypes(olt, 'c3xx'), '!'),
    ...olt.ports.flatMap(({ at }) => portSection(olt, at, dialect)),
    ...onus.flatMap((onu) => unitSection(onu, dialect)),
    ...onus.flatMap((onu) => managementSection(onu, dialect)),
    `hostname ${olt.hostname}`,
    '!',
    'end',
  ];
}

/** The part of a C6xx's configuration that is about PON. */
export function xponConfiguration(olt: SimulatedOlt, dialect: Dialect): string[] {
  const onus = olt.onus();
  return [
    '!<xpon>',
    ...section('pon', onuTypes(olt, 'c6xx'), '$'),
    ...olt.ports.flatMap(({ at }) => portSection(olt, at, dialect)),
    ...onus.flatMap((onu) => unitSection(onu, dialect)),
    ...section(
      'gpon',
      [...olt.lineProfiles.values()].map(({ name }) => `profile tcont ${name} type 4 maximum 1024000`),
      '$',
    ),
    ...onus.flatMap((onu) => managementSection(onu, dialect)),
    '!</xpon>',
  ];
}

/** The whole configuration of a C6xx: flows stand in another part than the ONUs they are of. */
function c6xxConfiguration(olt: SimulatedOlt, dialect: Dialect): string[] {
  return [
    '!<system-config>',
    `hostname ${olt.hostname}`,
    '!</system-config>',
    '!<if-intf>',
    ...olt.ports.flatMap(({ at }) => [`interface ${dialect.ponName(at)}`, '$']),
    '!</if-intf>',
    ...xponConfiguration(olt, dialect),
    '!<MSAN>',
    ...olt.onus().flatMap((onu) => gemPortsOf(onu).flatMap((gemPort) => vportSection(onu, gemPort, dialect))),
    ...[...olt.trafficTables.values()].map(
      ({ name, cirKbps }) =>
        `traffic-profile ${name} cir ${cirKbps} cbs 98304 pir ${cirKbps} pbs 98304 color-mode blind policer-type enhanced_mef coupling-flag enable`,
    ),
    '!</MSAN>',
  ];
}

export function wholeConfiguration(olt: SimulatedOlt, dialect: Dialect): string[] {
  return dialect.family === 'c3xx' ? c3xxConfiguration(olt, dialect) : c6xxConfiguration(olt, dialect);
}
