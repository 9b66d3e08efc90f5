import { formatPonPort, type OnuAddress, type PonPortAddress, samePonPort } from '@field/core';
import { oltError } from '../../../contract/errors.ts';
import type { OltSessions } from '../../../contract/vendor-driver.ts';
import { readRows } from '../../../toolkit/snmp-table.ts';
import { encodeIfIndex } from '../address.ts';
import { interfaces, ponInterface } from '../oids.ts';

/** The ifIndexes a port can have: as GPON, as XG-PON. */
export function ifIndexesOf(at: PonPortAddress): readonly number[] {
  return [encodeIfIndex(at, 'gpon'), encodeIfIndex(at, 'xgpon')];
}

/** The suffixes an ONU's rows can have in the tables of ONTs. */
export function ontSuffixes(address: OnuAddress): readonly (readonly number[])[] {
  return ifIndexesOf(address).map((ifIndex) => [ifIndex, address.onuId]);
}

/**
 * The part of the ONT tables to walk: one port, or all of it. A port the agent has no interface for is an error: its rows would be
 * none without anybody having said that there are none.
 * @throws FieldError `olt.board_missing`
 */
export async function rowsUnder(
  { snmp, signal }: OltSessions,
  at: PonPortAddress | undefined,
): Promise<{ readonly under: readonly number[] }> {
  if (!at) return { under: [] };
  const suffixes = ifIndexesOf(at).map((ifIndex) => [ifIndex]);
  for (const { index, name } of await readRows(snmp, interfaces, suffixes, { signal })) {
    const port = ponInterface(index, name);
    if (port && samePonPort(port.at, at)) return { under: [index] };
  }
  throw oltError('olt.board_missing', { text: formatPonPort(at) });
}
