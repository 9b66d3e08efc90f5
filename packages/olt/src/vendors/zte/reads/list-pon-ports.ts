import { comparePonPorts, formatPonPort } from '@field/core';
import type { PonPort } from '../../../contract/operations.ts';
import type { OltSessions, ReadOperation } from '../../../contract/vendor-driver.ts';
import { parseOnuStates } from '../parsers/onu-state.ts';
import { ask } from './ask.ts';
import { askForCards } from './list-boards.ts';
import { readPonInterfaces } from './pon-interfaces.ts';

/** The PON ports of every card that is in its slot, as many as the card says that it has. */
export async function askForPonPorts(sessions: OltSessions): Promise<Pick<PonPort, 'at' | 'technology'>[]> {
  return (await askForCards(sessions)).flatMap(({ shelf, slot, kind, ports, online }) =>
    (kind === 'gpon' || kind === 'epon') && online !== false
      ? Array.from({ length: ports ?? 0 }, (_, index) => ({
          at: { shelf, slot, port: index + 1 },
          technology: kind,
        }))
      : [],
  );
}

const stateCommand = 'show gpon onu state';

const overCli: ReadOperation<'listPonPorts'> = {
  needs: ['cli'],
  async read(sessions) {
    const ports = await askForPonPorts(sessions);
    const reply = await ask(sessions, stateCommand, { slow: true });
    const states = reply === null ? [] : parseOnuStates(reply, stateCommand);
    const counts = new Map<string, { onus: number; online: number }>();
    for (const { address, runState } of states) {
      const key = formatPonPort(address);
      const count = counts.get(key) ?? { onus: 0, online: 0 };
      counts.set(key, { onus: count.onus + 1, online: count.online + (runState === 'online' ? 1 : 0) });
    }
    return ports
      .map(({ at, technology }): PonPort => {
        const count = counts.get(formatPonPort(at)) ?? { onus: 0, online: 0 };
        // The screen is of GPON alone.
        const counted = technology === 'gpon';
        return {
          at,
          technology,
          status: 'unknown',
          onus: counted ? count.onus : null,
          onlineOnus: counted ? count.online : null,
        };
      })
      .sort((a, b) => comparePonPorts(a.at, b.at));
  },
};

const overSnmp: ReadOperation<'listPonPorts'> = {
  needs: ['snmp'],
  async read(sessions) {
    return (await readPonInterfaces(sessions)).map(({ at, kind, status }) => ({
      at,
      technology: kind,
      status,
      onus: null,
      onlineOnus: null,
    }));
  },
};

export const listPonPorts = [overSnmp, overCli];
