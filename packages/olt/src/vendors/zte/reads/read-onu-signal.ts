import type { ReadOperation } from '../../../contract/vendor-driver.ts';
import { toOnuSignal, toReading } from '../../../toolkit/optical-power.ts';
import { readRows } from '../../../toolkit/snmp-table.ts';
import { checkOnu } from '../check-address.ts';
import type { Family } from '../family.ts';
import type { OnuTables } from '../oids.ts';
import { parseAttenuation } from '../parsers/power.ts';
import { ask, onuNotFound } from './ask.ts';
import { isOffline, offlineReadings, readOptics, stateSuffix } from './onu-signals.ts';
import { askForDetail } from './read-onu.ts';

function overCli(family: Family): ReadOperation<'readOnuSignal'> {
  return {
    needs: ['cli'],
    async read(sessions, request) {
      const address = checkOnu(request.address);
      const { runState, distanceMetres } = await askForDetail(sessions, family, address);
      const command = `show pon power attenuation ${family.onuName(address)}`;
      const reply = runState === 'offline' ? null : await ask(sessions, command, { slow: true });
      const distance = { distanceMetres: toReading('distanceMetres', distanceMetres) };
      const readings =
        reply === null
          ? offlineReadings(distanceMetres)
          : { ...parseAttenuation(reply, command), ...distance };
      return toOnuSignal(address, readings, new Date().toISOString());
    },
  };
}

function overSnmp(family: Family, tables: OnuTables): ReadOperation<'readOnuSignal'> {
  return {
    needs: ['snmp'],
    async read(sessions, request) {
      const { snmp, signal } = sessions;
      const address = checkOnu(request.address);
      const [state] = await readRows(snmp, tables.states, [stateSuffix(family, address)], { signal });
      if (!state || (state.phase === null && state.distance === null)) throw onuNotFound(address);
      const readings = isOffline(family, state)
        ? offlineReadings(state.distance)
        : ((await readOptics(sessions, tables, [state]))[0] ?? {});
      return toOnuSignal(address, readings, new Date().toISOString());
    },
  };
}

export const readOnuSignal = (family: Family, tables: OnuTables) => [
  overSnmp(family, tables),
  overCli(family),
];
