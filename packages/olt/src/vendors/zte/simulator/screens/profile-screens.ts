import type { SimulatedOlt } from '../../../../contract/simulated-olt.ts';
import { rowOf } from './layout.ts';

const kbps = 1_024_000;

/** `show gpon profile tcont` of a C3xx. */
export function tcontScreen(olt: SimulatedOlt): string[] {
  return [...olt.lineProfiles.values()].flatMap(({ name }) => [
    `Profile name :${name}  `,
    ' Type           FBW(kbps)   ABW(kbps)   MBW(kbps)   PRIORITY   WEIGHT    ',
    ` ${rowOf(['1', 15], [`${kbps}`, 12], ['0', 12], ['0', 12], ['N/A', 12], ['N/A', 12])}`,
    ' ',
  ]);
}

/** `show gpon profile traffic` of a C3xx. */
export function trafficScreen(olt: SimulatedOlt): string[] {
  return [...olt.trafficTables.values()].flatMap(({ name, cirKbps }) => [
    `Profile name  :${name}          `,
    '  SIR(kbps)           PIR(kbps)           CBS(kbytes)         PBS(kbytes)          ',
    ` ${rowOf([`${cirKbps}`, 20], [`${cirKbps}`, 20], ['default', 20], ['default', 20])}`,
    ' ',
  ]);
}

/** `show onu-type gpon`; no source shows it whole. */
export function onuTypeScreen(olt: SimulatedOlt): string[] {
  return [...olt.serviceProfiles.values()].flatMap(({ name, ethPorts }) => [
    `ONU type name:          ${name}`,
    'PON type:               gpon',
    `Description:            ${ethPorts}ETH`,
    'Max tcont:              8',
    'Max gemport:            32',
    '',
  ]);
}

/** The name of the profile with which an ONU tags its own traffic; there is one for each VLAN. */
export const vlanProfile = (vlan: number) => `vlan${vlan}`;

/** `show gpon onu profile vlan` */
export function vlanProfileScreen(olt: SimulatedOlt): string[] {
  return [...olt.vlans.keys()].flatMap((vlan) => [
    `Profile name:      ${vlanProfile(vlan)}`,
    'Tag mode:          tag',
    `CVLAN:             ${vlan}`,
    'CVLAN priority:    0',
    '',
  ]);
}
