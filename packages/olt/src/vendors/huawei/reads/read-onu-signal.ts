import type { ReadOperation } from '../../../contract/vendor-driver.ts';
import { noReadings, toOnuSignal, toReading } from '../../../toolkit/optical-power.ts';
import { readRows } from '../../../toolkit/snmp-table.ts';
import { checkOnu } from '../check-address.ts';
import { ontStates, optics } from '../oids.ts';
import { onuNotFound } from './ask.ts';
import { askForReadings, decodeReadings, limitsOf } from './list-onu-signals.ts';
import { askForOntInfo } from './read-onu.ts';
import { ontSuffixes } from './snmp-places.ts';

const overCli: ReadOperation<'readOnuSignal'> = {
  needs: ['cli'],
  async read(sessions, request) {
    const address = checkOnu(request.address);
    const info = await askForOntInfo(sessions, address);
    const readings = info.runState === 'offline' ? null : await askForReadings(sessions, address);
    const distanceMetres = toReading('distanceMetres', info.distanceMetres);
    const now = new Date().toISOString();
    return toOnuSignal(address, readings ? { ...readings, distanceMetres } : noReadings('offline'), now);
  },
};

const overSnmp: ReadOperation<'readOnuSignal'> = {
  needs: ['snmp'],
  async read({ snmp, signal }, request) {
    const address = checkOnu(request.address);
    const states = await readRows(snmp, ontStates, ontSuffixes(address), { signal });
    const state = states.find(({ serial, runStatus }) => serial !== null || runStatus !== null);
    if (!state) throw onuNotFound(address);
    const [row] = state.runStatus === 2 ? [] : await readRows(snmp, optics, [state.suffix], { signal });
    const readings = row ? decodeReadings(row, state.distance) : noReadings('offline');
    return toOnuSignal(address, readings, new Date().toISOString(), limitsOf(state.suffix[0]));
  },
};

export const readOnuSignal = [overSnmp, overCli];
