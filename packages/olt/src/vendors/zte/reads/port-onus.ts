import {
  compareOnuAddresses,
  comparePonPorts,
  findRowIssues,
  formatOnuAddress,
  formatPonPort,
  type Onu,
  type OnuAddress,
  type PonPortAddress,
} from '@field/core';
import type { OltSessions } from '../../../contract/vendor-driver.ts';
import { portOf } from '../address.ts';
import type { Family } from '../family.ts';
import { type BaseInfo, parseBaseInfo } from '../parsers/baseinfo.ts';
import { type OnuState, parseOnuStates } from '../parsers/onu-state.ts';
import { ask } from './ask.ts';
import { askForPonPorts } from './list-pon-ports.ts';

/** The ONUs of a port as they are configured. */
export async function askForBaseInfo(
  sessions: OltSessions,
  family: Family,
  at: PonPortAddress,
): Promise<BaseInfo[]> {
  const command = `show gpon onu baseinfo ${family.ponName(at)}`;
  const reply = await ask(sessions, command, { slow: true });
  return reply === null ? [] : parseBaseInfo(reply, command);
}

/** How the ONUs of a port do, or of all ports. */
export async function askForStates(
  sessions: OltSessions,
  family: Family,
  at: PonPortAddress | undefined,
): Promise<OnuState[]> {
  const command = at ? `show gpon onu state ${family.ponName(at)}` : 'show gpon onu state';
  const reply = await ask(sessions, command, { slow: true });
  return reply === null ? [] : parseOnuStates(reply, command);
}

/** A port and how its ONUs do. */
export interface PortStates {
  readonly at: PonPortAddress;
  readonly states: readonly OnuState[];
}

/**
 * The states of one port's ONUs, or of all ports' by one question.
 * @param empty ports that are wanted although no state may be of them
 */
export async function askForStatesByPort(
  sessions: OltSessions,
  family: Family,
  at: PonPortAddress | undefined,
  empty: readonly PonPortAddress[] = [],
): Promise<readonly PortStates[]> {
  const states = await askForStates(sessions, family, at);
  if (at) return [{ at, states }];
  const ports = new Map<string, { at: PonPortAddress; states: OnuState[] }>(
    empty.map((port) => [formatPonPort(port), { at: port, states: [] }]),
  );
  for (const state of states) {
    const port = portOf(state.address);
    const key = formatPonPort(port);
    const known = ports.get(key) ?? { at: port, states: [] };
    known.states.push(state);
    ports.set(key, known);
  }
  return [...ports.values()].sort((a, b) => comparePonPorts(a.at, b.at));
}

/** Both lists of a port as rows. An ONU that only one of the two shows came or went between them, and is listed. */
export async function askForPortOnus(
  sessions: OltSessions,
  family: Family,
  { at, states }: PortStates,
): Promise<Onu[]> {
  const infos = await askForBaseInfo(sessions, family, at);
  const byPlace = new Map<string, { address: OnuAddress; info?: BaseInfo; state?: OnuState }>();
  for (const info of infos) byPlace.set(formatOnuAddress(info.address), { address: info.address, info });
  for (const state of states) {
    const key = formatOnuAddress(state.address);
    byPlace.set(key, { ...byPlace.get(key), address: state.address, state });
  }
  return [...byPlace.values()]
    .map(({ address, info, state }) => {
      const row = {
        address,
        serialNumber: info?.serialNumber ?? null,
        serialNumberText: info?.serialNumberText ?? null,
        adminState: state?.adminState ?? ('unknown' as const),
        runState: state?.runState ?? ('unknown' as const),
        description: null,
        model: info?.type ?? null,
        distanceMetres: null,
        lastUpAt: null,
        lastDownAt: null,
        downCause: state?.downCause ?? null,
        downCauseText: state?.downCauseText ?? null,
      };
      return { ...row, issues: findRowIssues(row) };
    })
    .sort((a, b) => compareOnuAddresses(a.address, b.address));
}

/** The ports a read goes over: one, or all GPON ports. No source shows how EPON lists look. */
export async function portsInScope(
  sessions: OltSessions,
  at: PonPortAddress | undefined,
): Promise<readonly PonPortAddress[]> {
  if (at) return [at];
  const ports = await askForPonPorts(sessions);
  return ports.filter(({ technology }) => technology === 'gpon').map((port) => port.at);
}
