import type { OnuAddress } from '@field/core';
import type { OidRow } from '../../../contract/snmp.ts';
import type { OltSessions } from '../../../contract/vendor-driver.ts';
import { noReadings, type SignalReadings, toReading } from '../../../toolkit/optical-power.ts';
import { readRows } from '../../../toolkit/snmp-table.ts';
import { encodePonIndex } from '../address.ts';
import type { Family } from '../family.ts';
import type { OnuTables } from '../oids.ts';
import { phaseWord, readPhase } from '../phases.ts';
import { firstPhase } from './list-onus.ts';

type State = OidRow<OnuTables['states']>;

/** Whether an ONU is known to be offline: its optics are left alone, and what the agent kept of them is of another day. */
export function isOffline(family: Family, state: State): boolean {
  return readPhase(phaseWord(state.phase, firstPhase(family))).runState === 'offline';
}

/**
 * The optics of some ONUs, row by row: every value makes the OLT ask the ONU by OMCI. Where the agent gives the OLT's own reading in
 * a newer and an older table, the first that has one counts.
 */
export async function readOptics(
  { snmp, signal }: Pick<OltSessions, 'snmp' | 'signal'>,
  tables: OnuTables,
  onus: readonly State[],
  onRows: (done: number) => void = () => {},
): Promise<SignalReadings[]> {
  const optics = await readRows(
    snmp,
    tables.optics,
    // The only optical module an ONU has is number 1.
    onus.map(({ suffix }) => [...suffix, 1]),
    { signal, onRows },
  );
  const powers: (number | null)[] = onus.map(() => null);
  for (const table of tables.oltPowers) {
    const open = onus.flatMap(({ index }, position) =>
      powers[position] === null ? [{ index, position }] : [],
    );
    const rows = await readRows(
      snmp,
      table,
      open.map(({ index }) => [encodePonIndex(index, table.layout), index.onuId]),
      { signal },
    );
    for (const [order, row] of rows.entries()) {
      const position = open[order]?.position;
      if (position !== undefined) powers[position] = row.rxAtOltDbm;
    }
  }
  return onus.map(({ distance }, position) => {
    const cells = optics[position];
    return {
      rxAtOnuDbm: toReading('rxAtOnuDbm', cells?.rxAtOnuDbm ?? null),
      txAtOnuDbm: toReading('txAtOnuDbm', cells?.txAtOnuDbm ?? null),
      rxAtOltDbm: toReading('rxAtOltDbm', powers[position] ?? null),
      temperatureCelsius: toReading('temperatureCelsius', cells?.temperatureCelsius ?? null),
      voltageVolts: toReading('voltageVolts', cells?.voltageVolts ?? null),
      biasMilliamps: toReading('biasMilliamps', cells?.biasMilliamps ?? null),
      distanceMetres: toReading('distanceMetres', distance),
    };
  });
}

/** Of an ONU that is off only its distance is still true. */
export function offlineReadings(distance: number | null): SignalReadings {
  const readings = noReadings('offline');
  return distance === null
    ? readings
    : { ...readings, distanceMetres: toReading('distanceMetres', distance) };
}

/** Where an address is in the tables of states. */
export function stateSuffix(family: Family, address: OnuAddress): readonly number[] {
  return [encodePonIndex(address, family.layout), address.onuId];
}
