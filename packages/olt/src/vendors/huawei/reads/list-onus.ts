import { findRowIssues, formatPonPort, type Onu, type OnuAddress } from '@field/core';
import type { OidRow } from '../../../contract/snmp.ts';
import type { ReadOperation } from '../../../contract/vendor-driver.ts';
import { readTable } from '../../../toolkit/snmp-table.ts';
import { checkPort } from '../check-address.ts';
import { decodeDownCause } from '../down-causes.ts';
import { onts } from '../oids.ts';
import { readDescription } from '../parsers/ont-list.ts';
import { readSerial } from '../serial.ts';
import { askForPortOnus, portsInScope } from './port-onus.ts';
import { rowsUnder } from './snmp-places.ts';

const overCli: ReadOperation<'listOnus'> = {
  needs: ['cli'],
  async read(sessions, { at }) {
    const ports = await portsInScope(sessions, at && checkPort(at));
    const onus: Onu[] = [];
    for (const [done, port] of ports.entries()) {
      sessions.progress(done, ports.length, formatPonPort(port));
      onus.push(...(await askForPortOnus(sessions, port)));
    }
    return onus;
  },
};

/** The cells of one ONU as a row. */
export function decodeOnu(address: OnuAddress, cells: OidRow<typeof onts>): Onu {
  const known = readSerial(cells.serial);
  const cause = decodeDownCause(cells.downCause);
  const row: Omit<Onu, 'issues'> = {
    address,
    ...(known.serialNumber === null ? readSerial(cells.actualSerial) : known),
    adminState: oneOrTwo(cells.activated, 'enabled', 'disabled'),
    runState: oneOrTwo(cells.runStatus, 'online', 'offline'),
    description: readDescription(cells.description),
    model: cells.model,
    distanceMetres: cells.distance,
    lastUpAt: cells.lastUpAt,
    lastDownAt: cells.lastDownAt,
    downCause: cause?.cause ?? null,
    downCauseText: cause?.text ?? null,
  };
  return { ...row, issues: findRowIssues(row) };
}

function oneOrTwo<One, Two>(value: number | null, one: One, two: Two): One | Two | 'unknown' {
  if (value === 1) return one;
  return value === 2 ? two : 'unknown';
}

const overSnmp: ReadOperation<'listOnus'> = {
  needs: ['snmp'],
  async read(sessions, { at }) {
    const scope = await rowsUnder(sessions, at && checkPort(at));
    const rows = await readTable(sessions.snmp, onts, { ...scope, signal: sessions.signal });
    return rows.map((row) => decodeOnu(row.index, row));
  },
};

export const listOnus = [overSnmp, overCli];
