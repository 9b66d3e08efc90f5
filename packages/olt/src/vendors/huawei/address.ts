import { type OnuAddress, type PonPortAddress, tryParsePonPort } from '@field/core';
import type { CliModeRef } from '../../contract/cli.ts';
import { parseFailed } from '../../toolkit/lines.ts';

/** Where the commands of a PON board are given: `interface gpon 0/1` names shelf and slot, never the port. */
export function ponBoardMode(at: PonPortAddress): CliModeRef {
  return { mode: 'interface', argument: `gpon ${at.shelf}/${at.slot}` };
}

/** `0 1 2`: how `display ont info` takes a port. `display ont info summary` and flows take `0/1/2`. */
export function spacedPort({ shelf, slot, port }: PonPortAddress): string {
  return `${shelf} ${slot} ${port}`;
}

/**
 * Reads `F/S/P` in each of its paddings: `0/1/2`, `0/ 1/2`, `0/1 /2`, `0 /1 /2`.
 * @throws FieldError `olt.parse_failed`
 */
export function readFsp(text: string | null, command: string, line: string): PonPortAddress {
  const at = tryParsePonPort(text ?? '');
  if (!at) throw parseFailed(command, line);
  return at;
}

/** The port an ONU is on. */
export function portOf({ shelf, slot, port }: OnuAddress): PonPortAddress {
  return { shelf, slot, port };
}

/** The kinds of interface an ifIndex names in its uppermost 7 bits. */
export const ifTypes = { gpon: 125, epon: 126, xgpon: 127 } as const;
type PonKind = keyof typeof ifTypes;

/**
 * The ifIndex of a GPON or XG-PON port: `type << 25 | shelf << 19 | slot << 13 | port << 8`, checked against 38 ports of an
 * MA5603T walk. The layout of EPON is not known for sure: those come from the agent's ifName.
 */
export function encodeIfIndex(
  { shelf, slot, port }: PonPortAddress,
  kind: 'gpon' | 'xgpon' = 'gpon',
): number {
  // 125 << 25 does not fit 32 signed bits.
  return ifTypes[kind] * 2 ** 25 + shelf * 2 ** 19 + slot * 2 ** 13 + port * 2 ** 8;
}

/**
 * The port an ifIndex names; null for one that is no GPON or XG-PON port. Some agents give it as a negative number, which is the
 * same 32 bits.
 */
export function decodeIfIndex(
  ifIndex: number,
): (PonPortAddress & { readonly kind: 'gpon' | 'xgpon' }) | null {
  const bits = ifIndex >>> 0;
  const kind = ifKind(bits);
  if ((kind !== 'gpon' && kind !== 'xgpon') || (bits & 0xff) !== 0) return null;
  return { kind, shelf: (bits >>> 19) & 0x3f, slot: (bits >>> 13) & 0x3f, port: (bits >>> 8) & 0x1f };
}

/** What kind of PON an ifIndex is of; null for all that is no PON. */
export function ifKind(ifIndex: number): PonKind | null {
  const type = (ifIndex >>> 0) >>> 25;
  return (Object.keys(ifTypes) as PonKind[]).find((kind) => ifTypes[kind] === type) ?? null;
}

/** The port in an ifName such as `GPON 0/1/2`; null for an interface that is no PON port. */
export function readIfName(ifName: string): PonPortAddress | null {
  const place = /^\S{0,20}?PON\S{0,20}?\s{0,8}(\d{1,2}\s?\/\s?\d{1,2}\s?\/\s?\d{1,3})$/i.exec(
    ifName.trim(),
  )?.[1];
  return place === undefined ? null : (tryParsePonPort(place) ?? null);
}
