import type { PonPortAddress } from '@field/core';

const gpon = 125;
const ethernet = 7;

/**
 * The interface number of a port: type, frame, slot and port in their bit fields (25, 19, 13; GPON ports from bit 8, ethernet from
 * bit 6). Multiplied, because the numbers are larger than 32-bit shifts hold.
 */
function ifIndex(type: number, { shelf, slot, port }: PonPortAddress, portUnit: number): number {
  return type * 33_554_432 + shelf * 524_288 + slot * 8_192 + port * portUnit;
}

export const gponIfIndex = (at: PonPortAddress) => ifIndex(gpon, at, 256);
export const ethernetIfIndex = (at: PonPortAddress) => ifIndex(ethernet, at, 64);
