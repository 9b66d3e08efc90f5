import { type OnuAddress, type PonPortAddress, tryParseOnuAddress, tryParsePonPort } from '@field/core';
import { parseFailed } from '../../toolkit/lines.ts';

/** The kinds of PON in names of interfaces. */
export type PonKind = 'gpon' | 'epon';

/** `gpon-olt_1/2/3`, `gpon_olt-1/2/3`, `epon-olt_1/2/3`, in SNMP also `gpon_1/2/3`: a box of one family may print the other's. */
const portName = /^(gpon|epon|xgpon)(?:[-_]olt)?[-_](\d{1,2}\/\d{1,2}\/\d{1,3})$/i;
/** `gpon-onu_1/2/3:4`, `gpon_onu-1/2/3:4`, `vport-1/2/3.4:1`; in lists of newer firmware `1/2/3:4`. */
const onuName = /^(?:(?:gpon|epon|xgpon)[-_]onu[-_])?(\d{1,2}\/\d{1,2}\/\d{1,3}):(\d{1,3})$/i;

/** The PON port an interface's name says; null for all other interfaces. */
export function readPortName(name: string): { readonly kind: PonKind; readonly at: PonPortAddress } | null {
  const [, kind = '', place = ''] = portName.exec(name.trim()) ?? [];
  const at = tryParsePonPort(place);
  return at ? { kind: /^epon$/i.test(kind) ? 'epon' : 'gpon', at } : null;
}

/** The ONU an interface's name says, in each spelling; null for all other names. */
export function readOnuName(name: string): OnuAddress | null {
  const [, place = '', onuId = ''] = onuName.exec(name.trim()) ?? [];
  return tryParseOnuAddress(`${place}:${onuId}`) ?? null;
}

/** {@link readOnuName} for a column that must hold one. @throws FieldError `olt.parse_failed` */
export function onuIn(name: string | undefined, command: string, line: string): OnuAddress {
  const address = readOnuName(name ?? '');
  if (!address) throw parseFailed(command, line);
  return address;
}

/** The port an ONU is on. */
export function portOf({ shelf, slot, port }: OnuAddress): PonPortAddress {
  return { shelf, slot, port };
}

/**
 * How the MIBs number a PON port. Never the ifIndex: that one has either layout or a third, counted from 0, on boxes with the same
 * sysObjectID, so that only its ifName says which port it is.
 */
export type IndexLayout = 'service' | 'xpon';

/**
 * - `service` (3902.1012, 3902.1015): `0x10000000 | slot << 16 | port << 8`, 1/2/1 = 268566784
 * - `xpon` (3902.1082): `0x11010000 | slot << 8 | port`, 1/2/1 = 285278721; the second byte is the shelf
 */
export function encodePonIndex({ shelf, slot, port }: PonPortAddress, layout: IndexLayout): number {
  // Chassis that count shelves from 0 have one shelf, the same to the MIB as shelf 1.
  const rack = Math.max(shelf, 1);
  return layout === 'service'
    ? 0x10000000 + (rack - 1) * 0x1000000 + slot * 0x10000 + port * 0x100
    : 0x11000000 + rack * 0x10000 + slot * 0x100 + port;
}

/** The port an index of a MIB's table names; null for one that is no PON port. */
export function decodePonIndex(index: number, layout: IndexLayout): PonPortAddress | null {
  const octet = (shift: number) => Math.floor(index / 2 ** shift) % 256;
  const [first, second, third, fourth] = [octet(24), octet(16), octet(8), octet(0)];
  if (index < 0 || index > 0xffffffff) return null;
  if (layout === 'service') {
    if (first >= 0x20 || first < 0x10 || fourth !== 0 || third === 0) return null;
    return { shelf: first - 0x10 + 1, slot: second, port: third };
  }
  return first === 0x11 && second > 0 && fourth > 0 ? { shelf: second, slot: third, port: fourth } : null;
}

/**
 * The ONU an index of the EPON tables (3902.1015) names: type 3, then 4 bits shelf, 5 slot, 3 port from 0, 8 ONU. 805830912 is
 * 1/1/1:1. Cards with 16 ports have another type, whose layout no source tells: null.
 */
export function decodeEponOnuIndex(index: number): OnuAddress | null {
  if (Math.floor(index / 2 ** 28) !== 3) return null;
  const onuId = (index >>> 8) & 0xff;
  const address = {
    shelf: ((index >>> 24) & 0xf) + 1,
    slot: (index >>> 19) & 0x1f,
    port: ((index >>> 16) & 0x7) + 1,
    onuId,
  };
  return onuId > 0 && (index & 0xff) === 0 ? address : null;
}
