import { formatOnuAddress, formatPonPort, type OnuSignal } from '@field/core';
import type { OltSessions, ReadOperation } from '../../../contract/vendor-driver.ts';
import { noReadings, type Reading, toOnuSignal } from '../../../toolkit/optical-power.ts';
import { readTable } from '../../../toolkit/snmp-table.ts';
import { checkPort } from '../check-address.ts';
import type { Family } from '../family.ts';
import type { OnuTables } from '../oids.ts';
import { parsePowers, powerColumns } from '../parsers/power.ts';
import { ask } from './ask.ts';
import { isOffline, offlineReadings, readOptics } from './onu-signals.ts';
import { gponPortsInScope, under } from './pon-interfaces.ts';
import { askForStatesByPort, type PortStates } from './port-onus.ts';

/** Every ONU of a port: three powers of those that are on, and why there are none of the others. */
async function askForPortSignals(
  sessions: OltSessions,
  family: Family,
  { at, states }: PortStates,
): Promise<OnuSignal[]> {
  const measured = new Map<string, Record<string, Reading>>();
  if (states.some(({ runState }) => runState !== 'offline')) {
    for (const [column, name] of Object.entries(powerColumns)) {
      const command = `show pon power ${column} ${family.ponName(at)}`;
      const reply = await ask(sessions, command, { slow: true });
      for (const { address, reading } of reply === null ? [] : parsePowers(reply, command)) {
        const key = formatOnuAddress(address);
        measured.set(key, { ...measured.get(key), [name]: reading });
      }
    }
  }
  const now = new Date().toISOString();
  return states.map(({ address, runState }) => {
    const readings = measured.get(formatOnuAddress(address)) ?? {};
    return toOnuSignal(address, runState === 'offline' ? noReadings('offline') : readings, now);
  });
}

function overCli(family: Family): ReadOperation<'listOnuSignals'> {
  return {
    needs: ['cli'],
    async read(sessions, { at }) {
      const ports = await askForStatesByPort(sessions, family, at && checkPort(at));
      const signals: OnuSignal[] = [];
      for (const [done, port] of ports.entries()) {
        sessions.progress(done, ports.length, formatPonPort(port.at));
        signals.push(...(await askForPortSignals(sessions, family, port)));
      }
      return signals;
    },
  };
}

function overSnmp(family: Family, tables: OnuTables): ReadOperation<'listOnuSignals'> {
  return {
    needs: ['snmp'],
    async read(sessions, { at }) {
      const { snmp, signal, progress } = sessions;
      const ports = await gponPortsInScope(sessions, at && checkPort(at));
      const signals: OnuSignal[] = [];
      for (const [done, port] of ports.entries()) {
        progress(done, ports.length, formatPonPort(port));
        const states = await readTable(snmp, tables.states, { ...under(port, family.layout), signal });
        const asked = states.filter((state) => !isOffline(family, state));
        const readings = await readOptics(sessions, tables, asked);
        const now = new Date().toISOString();
        for (const state of states) {
          const position = asked.indexOf(state);
          const row = position < 0 ? offlineReadings(state.distance) : (readings[position] ?? {});
          signals.push(toOnuSignal(state.index, row, now));
        }
      }
      return signals;
    },
  };
}

export const listOnuSignals = (family: Family, tables: OnuTables) => [
  overSnmp(family, tables),
  overCli(family),
];
