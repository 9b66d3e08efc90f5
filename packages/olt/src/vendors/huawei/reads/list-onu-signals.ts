import { formatPonPort, type OnuAddress, type OnuSignal, type PonPortAddress } from '@field/core';
import type { OidRow } from '../../../contract/snmp.ts';
import type { OltSessions, ReadOperation } from '../../../contract/vendor-driver.ts';
import { noReadings, type SignalReadings, toOnuSignal, toReading } from '../../../toolkit/optical-power.ts';
import { readRows, readTable } from '../../../toolkit/snmp-table.ts';
import { decodeIfIndex, ponBoardMode } from '../address.ts';
import { checkPort } from '../check-address.ts';
import { ontStates, optics } from '../oids.ts';
import type { SummarizedOnt } from '../parsers/ont-summary.ts';
import { parseOpticalInfo, parseOpticalList } from '../parsers/optical-info.ts';
import { ask, orNull } from './ask.ts';
import { askForOntSummary, portsInScope } from './port-onus.ts';
import { rowsUnder } from './snmp-places.ts';

const overCli: ReadOperation<'listOnuSignals'> = {
  needs: ['cli'],
  async read(sessions, { at }) {
    const ports = await portsInScope(sessions, at && checkPort(at));
    const signals: OnuSignal[] = [];
    for (const [done, port] of ports.entries()) {
      sessions.progress(done, ports.length, formatPonPort(port));
      signals.push(...(await askForPortSignals(sessions, port)));
    }
    return signals;
  },
};

/** Every ONU of a port: what the optics screen shows of those online, and why nothing of the others. */
async function askForPortSignals(sessions: OltSessions, at: PonPortAddress): Promise<OnuSignal[]> {
  const onus = await askForOntSummary(sessions, at);
  const online = onus.filter(({ runState }) => runState !== 'offline');
  const measured = online.length === 0 ? new Map() : await askForOptics(sessions, at, online);
  const now = new Date().toISOString();
  return onus.map(({ address, runState, distanceMetres }) => {
    const distance = { distanceMetres: toReading('distanceMetres', distanceMetres) };
    const readings =
      measured.get(address.onuId) ?? (runState === 'offline' ? noReadings('offline') : distance);
    return toOnuSignal(address, { ...distance, ...readings }, now);
  });
}

/** One command for a port; one for each ONU where the firmware does not know that. */
async function askForOptics(
  sessions: OltSessions,
  at: PonPortAddress,
  onus: readonly SummarizedOnt[],
): Promise<ReadonlyMap<number, SignalReadings>> {
  const command = `display ont optical-info ${at.port} all`;
  const reply = await orNull(
    ['olt.bad_parameter', 'olt.unknown_command', 'olt.incomplete_command', 'olt.onu_offline'],
    ask(sessions, command, { at: ponBoardMode(at), slow: true }),
  );
  if (reply !== null)
    return new Map(parseOpticalList(reply, command).map((row) => [row.onuId, row.readings]));
  const measured = new Map<number, SignalReadings>();
  for (const { address } of onus) {
    const readings = await askForReadings(sessions, address);
    if (readings) measured.set(address.onuId, readings);
  }
  return measured;
}

/** One ONU's optics; null when it is not online. */
export async function askForReadings(
  sessions: OltSessions,
  address: OnuAddress,
): Promise<SignalReadings | null> {
  const command = `display ont optical-info ${address.port} ${address.onuId}`;
  const reply = await orNull(['olt.onu_offline'], ask(sessions, command, { at: ponBoardMode(address) }));
  return reply === null ? null : parseOpticalInfo(reply, command);
}

/** The readings of one row, with a reason for each that the agent did not give. */
export function decodeReadings(cells: OidRow<typeof optics>, distance: number | null): SignalReadings {
  return {
    rxAtOnuDbm: toReading('rxAtOnuDbm', cells.rxAtOnuDbm),
    txAtOnuDbm: toReading('txAtOnuDbm', cells.txAtOnuDbm),
    rxAtOltDbm: toReading('rxAtOltDbm', cells.rxAtOltDbm),
    temperatureCelsius: toReading('temperatureCelsius', cells.temperatureCelsius),
    voltageVolts: toReading('voltageVolts', cells.voltageVolts),
    biasMilliamps: toReading('biasMilliamps', cells.biasMilliamps),
    distanceMetres: toReading('distanceMetres', distance),
  };
}

/** XG-PON is judged by its own limits. */
export function limitsOf(ifIndex: number | undefined) {
  return decodeIfIndex(ifIndex ?? 0)?.kind === 'xgpon' ? ('xgspon/N1' as const) : undefined;
}

const overSnmp: ReadOperation<'listOnuSignals'> = {
  needs: ['snmp'],
  async read(sessions, { at }) {
    const { snmp, signal, progress } = sessions;
    const scope = await rowsUnder(sessions, at && checkPort(at));
    const states = await readTable(snmp, ontStates, { ...scope, signal });
    // The OLT asks each ONU by OMCI for its optics: those known to be offline are left alone.
    const online = states.filter(({ runStatus }) => runStatus !== 2);
    const rows = await readRows(
      snmp,
      optics,
      online.map(({ suffix }) => suffix),
      { signal, onRows: (done) => progress(done, online.length, 'ONUs') },
    );
    const bySuffix = new Map(rows.map((row) => [row.suffix.join('.'), row]));
    const now = new Date().toISOString();
    return states.map(({ index, suffix, distance }) => {
      const row = bySuffix.get(suffix.join('.'));
      const readings = row ? decodeReadings(row, distance) : noReadings('offline');
      return toOnuSignal(index, readings, now, limitsOf(suffix[0]));
    });
  },
};

export const listOnuSignals = [overSnmp, overCli];
