import { comparePonPorts, formatPonPort, type PonPortAddress, samePonPort } from '@field/core';
import { oltError } from '../../../contract/errors.ts';
import type { OltSessions } from '../../../contract/vendor-driver.ts';
import { readTable } from '../../../toolkit/snmp-table.ts';
import { encodePonIndex, type IndexLayout, type PonKind, readPortName } from '../address.ts';
import { interfaces } from '../oids.ts';

/** A PON port as the agent's IF-MIB names it. */
export interface PonInterface {
  readonly kind: PonKind;
  readonly at: PonPortAddress;
  readonly status: 'up' | 'down' | 'unknown';
}

/** The PON ports of an agent, by the names of its interfaces: their numbers have three layouts and tell nothing by themselves. */
export async function readPonInterfaces({ snmp, signal }: OltSessions): Promise<PonInterface[]> {
  const rows = await readTable(snmp, interfaces, { signal });
  return rows
    .flatMap(({ name, operStatus }): PonInterface[] => {
      const port = readPortName(name ?? '');
      const status = operStatus === 1 ? 'up' : operStatus === 2 ? 'down' : 'unknown';
      return port ? [{ ...port, status }] : [];
    })
    .sort((a, b) => comparePonPorts(a.at, b.at));
}

/**
 * The GPON ports a read goes over, one walk each: agents of this vendor lose the end of a walk that takes minutes. A port the agent
 * has no interface for is an error: its rows would be none without anybody having said that there are none.
 * @throws FieldError `olt.board_missing`
 */
export async function gponPortsInScope(
  sessions: OltSessions,
  at: PonPortAddress | undefined,
): Promise<readonly PonPortAddress[]> {
  const ports = (await readPonInterfaces(sessions)).filter(({ kind }) => kind === 'gpon');
  if (!at) return ports.map((port) => port.at);
  if (!ports.some((port) => samePonPort(port.at, at)))
    throw oltError('olt.board_missing', { text: formatPonPort(at) });
  return [at];
}

/** The numbers that rows of one port begin with. */
export function under(at: PonPortAddress, layout: IndexLayout): { readonly under: readonly number[] } {
  return { under: [encodePonIndex(at, layout)] };
}
