import { findRowIssues, formatPonPort, type Onu, type OnuAddress, samePonPort } from '@field/core';
import type { OidRow } from '../../../contract/snmp.ts';
import type { OltSessions, ReadOperation } from '../../../contract/vendor-driver.ts';
import { readTable } from '../../../toolkit/snmp-table.ts';
import { checkPort } from '../check-address.ts';
import { decodeDownCause } from '../down-causes.ts';
import type { Family } from '../family.ts';
import { eponOnus, type OnuTables } from '../oids.ts';
import { describe, readName } from '../parsers/detail-info.ts';
import { phaseWord, readPhase } from '../phases.ts';
import { readSerial } from '../serial.ts';
import { gponPortsInScope, readPonInterfaces, under } from './pon-interfaces.ts';
import { askForPortOnus, askForStatesByPort, portsInScope } from './port-onus.ts';

function overCli(family: Family): ReadOperation<'listOnus'> {
  return {
    needs: ['cli'],
    async read(sessions, { at }) {
      const port = at && checkPort(at);
      // Who is configured on a port none of whose units has a state is listed too.
      const all = port ? [] : await portsInScope(sessions, undefined);
      const ports = await askForStatesByPort(sessions, family, port, all);
      const onus: Onu[] = [];
      for (const [done, one] of ports.entries()) {
        sessions.progress(done, ports.length, formatPonPort(one.at));
        onus.push(...(await askForPortOnus(sessions, family, one)));
      }
      return onus;
    },
  };
}

/** The number with which phases begin. */
export function firstPhase(family: Family): 0 | 1 {
  return family.layout === 'service' ? 0 : 1;
}

/** The cells of one ONU as a row. A cause is of the last time it was down, so an ONU that never was has none. */
export function decodeOnu(family: Family, address: OnuAddress, cells: OidRow<OnuTables['onus']>): Onu {
  const { runState, ...phase } = readPhase(phaseWord(cells.phase, firstPhase(family)));
  const known = decodeDownCause(cells.downCause);
  const row = {
    address,
    ...readSerial(cells.serial),
    adminState: cells.admin === 1 ? 'enabled' : cells.admin === 2 ? 'disabled' : 'unknown',
    runState,
    description: describe(readName(cells.name), readName(cells.description)),
    model: cells.type,
    distanceMetres: cells.distance,
    lastUpAt: cells.lastUpAt,
    lastDownAt: cells.lastDownAt,
    downCause: known?.cause ?? phase.downCause,
    downCauseText: known?.text ?? phase.downCauseText,
  } satisfies Omit<Onu, 'issues'>;
  return { ...row, issues: findRowIssues(row) };
}

function overSnmp(family: Family, tables: OnuTables): ReadOperation<'listOnus'> {
  return {
    needs: ['snmp'],
    async read(sessions, { at }) {
      const { snmp, signal, progress } = sessions;
      const port = at && checkPort(at);
      const epon = await readEponOnus(sessions, family);
      if (port && epon?.ports.some((one) => samePonPort(one, port)))
        return epon.onus.filter(({ address }) => samePonPort(address, port));
      const onus: Onu[] = [];
      const ports = await gponPortsInScope(sessions, port);
      for (const [done, one] of ports.entries()) {
        progress(done, ports.length, formatPonPort(one));
        const rows = await readTable(snmp, tables.onus, { ...under(one, family.layout), signal });
        onus.push(...rows.map((row) => decodeOnu(family, row.index, row)));
      }
      return port ? onus : [...onus, ...(epon?.onus ?? [])];
    },
  };
}

const eponStates: Readonly<Record<number, Pick<Onu, 'runState' | 'downCause' | 'downCauseText'>>> = {
  1: { runState: 'offline', downCause: 'powerLoss', downCauseText: 'power off' },
  2: { runState: 'offline', downCause: null, downCauseText: null },
  3: { runState: 'online', downCause: null, downCauseText: null },
};

/** ONUs of the EPON ports of a C3xx, which are known by their MAC address; null where there is no such port. */
async function readEponOnus(sessions: OltSessions, family: Family) {
  if (family.name !== 'c3xx') return null;
  const ports = (await readPonInterfaces(sessions)).filter(({ kind }) => kind === 'epon');
  if (ports.length === 0) return null;
  const rows = await readTable(sessions.snmp, eponOnus, { signal: sessions.signal });
  const onus = rows.map(({ index, type, mac, status, lastDownAt }): Onu => {
    const state = eponStates[status ?? 0] ?? { runState: 'unknown', downCause: null, downCauseText: null };
    const row = {
      address: index,
      serialNumber: mac,
      serialNumberText: null,
      adminState: 'unknown' as const,
      description: null,
      model: type,
      distanceMetres: null,
      lastUpAt: null,
      lastDownAt,
      ...state,
    };
    return { ...row, issues: findRowIssues(row) };
  });
  return { ports: ports.map((port) => port.at), onus };
}

export const listOnus = (family: Family, tables: OnuTables) => [overSnmp(family, tables), overCli(family)];
