import { formatOnuAddress, formatPonPort, type OnuAddress, type PonPortAddress } from '@field/core';
import type { CliModeRef } from '../../contract/cli.ts';
import type { IndexLayout } from './address.ts';
import type { FamilyName } from './identify.ts';

/** What tells the two families apart in what is typed and asked: data and spelling, nothing else. */
export interface Family {
  readonly name: FamilyName;
  readonly ponName: (at: PonPortAddress) => string;
  readonly onuName: (address: OnuAddress) => string;
  /** The interface that carries the flows of one GEM port of an ONU. */
  readonly vportName: (address: OnuAddress, gemPort: number) => string;
  /** The layout of the index in the MIB that has the ONUs. */
  readonly layout: IndexLayout;
  /** How waiting ONUs are asked for, in order; the next is tried where the firmware does not know one. */
  readonly uncfgCommands: readonly string[];
  readonly macCommand: (address: OnuAddress) => string;
  readonly tcontProfilesCommand: string;
  readonly trafficProfilesCommand: string;
}

/** C300 and C320, firmware 1.x and 2.x. */
export const c3xx: Family = {
  name: 'c3xx',
  ponName: (at) => `gpon-olt_${formatPonPort(at)}`,
  onuName: (address) => `gpon-onu_${formatOnuAddress(address)}`,
  vportName: (address) => `gpon-onu_${formatOnuAddress(address)}`,
  layout: 'service',
  uncfgCommands: ['show pon onu uncfg', 'show gpon onu uncfg'],
  macCommand: (address) => `show mac gpon onu gpon-onu_${formatOnuAddress(address)}`,
  tcontProfilesCommand: 'show gpon profile tcont',
  trafficProfilesCommand: 'show gpon profile traffic',
};

/** C600, C610, C620 and C650. */
export const c6xx: Family = {
  name: 'c6xx',
  ponName: (at) => `gpon_olt-${formatPonPort(at)}`,
  onuName: (address) => `gpon_onu-${formatOnuAddress(address)}`,
  vportName: (address, gemPort) => `vport-${formatPonPort(address)}.${address.onuId}:${gemPort}`,
  layout: 'xpon',
  uncfgCommands: ['show pon onu uncfg'],
  macCommand: (address) => `show mac interface gpon_onu-${formatOnuAddress(address)}`,
  tcontProfilesCommand: 'show running-config | include profile tcont',
  trafficProfilesCommand: 'show running-config | include traffic-profile',
};

/** The mode in which a port or an ONU is configured. */
export function interfaceOf(name: string): CliModeRef {
  return { mode: 'interface', argument: name };
}

/** The mode in which the inside of an ONU is configured. */
export function managementOf(family: Family, address: OnuAddress): CliModeRef {
  return { mode: 'management', argument: family.onuName(address) };
}
