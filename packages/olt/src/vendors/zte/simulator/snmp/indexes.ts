import type { OnuAddress, PonPortAddress } from '@field/core';
import type { SimulatedChassis } from '../../../../contract/simulated-chassis.ts';

/** How 3902.1012 and 3902.1015 number a PON port: 1/2/1 is 268566784. */
export const serviceIndex = ({ slot, port }: PonPortAddress) => 0x10000000 + slot * 0x10000 + port * 0x100;
/** How 3902.1082 numbers it: 1/2/1 is 285278721. */
export const xponIndex = ({ slot, port }: PonPortAddress) => 0x11010000 + slot * 0x100 + port;
/** As 3902.1012, but slot and port counted from 0: 1/2/1 is 268500992. */
const zeroBasedIndex = ({ slot, port }: PonPortAddress) =>
  serviceIndex({ shelf: 1, slot: slot - 1, port: port - 1 });

/** The ifIndex of a port, which has one of three layouts; only ifName tells which port it is. */
export function ifIndexOf({ model, softwareVersion }: SimulatedChassis, at: PonPortAddress): number {
  if (model.startsWith('C6')) return xponIndex(at);
  if (softwareVersion.startsWith('V1')) return serviceIndex(at);
  // `mib-compatibility iftable v1` stands in the configuration of such a C320.
  return model === 'C320' ? zeroBasedIndex(at) : xponIndex(at);
}

export const serviceOnu = (address: OnuAddress) => [serviceIndex(address), address.onuId];
export const xponOnu = (address: OnuAddress) => [xponIndex(address), address.onuId];
