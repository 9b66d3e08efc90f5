import { comparePonPorts, formatPonPort } from '@field/core';
import type { PonPort } from '../../../contract/operations.ts';
import type { OltSessions, ReadOperation } from '../../../contract/vendor-driver.ts';
import { readTable } from '../../../toolkit/snmp-table.ts';
import { interfaces, ponInterface, ponPorts } from '../oids.ts';
import { parseBoards } from '../parsers/board.ts';
import { parseBoardPorts } from '../parsers/board-ports.ts';
import { ask } from './ask.ts';
import { boardCommand } from './list-boards.ts';

/** The PON ports of every PON board that is in its slot and works. */
export async function askForPonPorts(sessions: OltSessions): Promise<PonPort[]> {
  const boards = parseBoards((await ask(sessions, boardCommand)) ?? '', boardCommand).filter(
    ({ kind, online }) => (kind === 'gpon' || kind === 'xgpon' || kind === 'epon') && online !== false,
  );
  const ports: PonPort[] = [];
  for (const [done, { shelf, slot }] of boards.entries()) {
    const command = `display board ${shelf}/${slot}`;
    sessions.progress(done, boards.length, command);
    ports.push(...parseBoardPorts((await ask(sessions, command, { slow: true })) ?? '', command));
  }
  return ports.sort((a, b) => comparePonPorts(a.at, b.at));
}

const overCli: ReadOperation<'listPonPorts'> = { needs: ['cli'], read: askForPonPorts };

const overSnmp: ReadOperation<'listPonPorts'> = {
  needs: ['snmp'],
  async read({ snmp, signal }) {
    const counts = new Map<string, number>();
    for (const { index, onus } of await readTable(snmp, ponPorts, { signal })) {
      if (onus !== null) counts.set(formatPonPort(index), onus);
    }
    const rows = await readTable(snmp, interfaces, { signal });
    return rows
      .flatMap(({ index, name, operStatus }): PonPort[] => {
        const pon = ponInterface(index, name);
        if (!pon) return [];
        const status = operStatus === 1 ? 'up' : operStatus === 2 ? 'down' : 'unknown';
        const onus = counts.get(formatPonPort(pon.at)) ?? null;
        return [{ at: pon.at, technology: pon.kind, status, onus, onlineOnus: null }];
      })
      .sort((a, b) => comparePonPorts(a.at, b.at));
  },
};

export const listPonPorts = [overSnmp, overCli];
