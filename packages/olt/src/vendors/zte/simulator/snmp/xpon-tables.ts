import type { SimulatedOlt, SimulatedOnu, SimulatedUnit } from '../../../../contract/simulated-olt.ts';
import type { SimulatedTable } from '../../../../contract/vendor-simulator.ts';
import { nameOf } from '../onu-lines.ts';
import { causeNumbers, phaseOf, phases } from '../phase.ts';
import { dateAndTime } from '../times.ts';
import { xponIndex, xponOnu } from './indexes.ts';
import { type Optics, oltPower, opticsColumns, waitingRows } from './onu-columns.ts';
import { integer, octets, serialOctets, table } from './values.ts';

const root = '1.3.6.1.4.1.3902.1082.500';

/** ZTE-AN-GPON-MIB and its neighbours: a C6xx, and beside the older ones a C3xx from firmware 2.1 on. */
export function xponTables(olt: SimulatedOlt): readonly SimulatedTable[] {
  const { model } = olt.chassis;
  const rows = () => olt.onus().map((onu) => [xponOnu(onu.address), onu] as const);
  const time = (date: Date | null) => dateAndTime(date, olt.utcOffsetMinutes);
  return [
    table<SimulatedOnu>({
      entry: `${root}.10.2.3.3.1`,
      rows,
      columns: {
        1: octets(({ serviceProfileId }) => olt.serviceProfiles.get(serviceProfileId)?.name ?? ''),
        2: octets(nameOf),
        3: octets(({ description }) => description),
        5: integer(() => 1),
        6: octets(({ serialNumber }) => serialOctets(serialNumber)),
        11: integer(() => 1),
        18: octets(({ serialNumber }) => `1,${serialNumber}`),
        50: integer(() => 1),
      },
    }),
    table<SimulatedOnu>({
      entry: `${root}.10.2.3.8.1`,
      rows,
      columns: {
        1: integer(({ admin }) => (admin === 'active' ? 1 : 2)),
        4: integer((onu) => phases.indexOf(phaseOf(onu)) + 1),
        5: octets(({ lastUpAt }) => time(lastUpAt)),
        6: octets(({ lastDownAt }) => time(lastDownAt)),
        // A C600 was seen without it.
        ...(model !== 'C600' && {
          7: integer<SimulatedOnu>(({ downCause }) => (downCause ? causeNumbers[downCause] : 1)),
        }),
      },
    }),
    // One C600 of firmware 2.0.10 was seen without it.
    ...(olt.chassis.softwareVersion === 'V2.0.10'
      ? []
      : [
          table<SimulatedOnu>({
            entry: `${root}.10.2.3.10.1`,
            rows,
            columns: { 2: integer(({ unit }) => unit?.distanceMetres ?? -1) },
          }),
        ]),
    table<Optics>({
      entry: `${root}.20.2.2.2.1`,
      rows: () => olt.onus().map((onu) => [[...xponOnu(onu.address), 1], onu] as const),
      columns: opticsColumns,
    }),
    table<SimulatedOnu>({ entry: `${root}.1.2.4.2.1`, rows, columns: { 2: oltPower } }),
    waitingTable(olt),
  ];
}

/** Waiting units, which the two families have in different tables. */
function waitingTable(olt: SimulatedOlt): SimulatedTable {
  const rows = () => waitingRows(olt, xponIndex);
  const time = (date: Date) => dateAndTime(date, olt.utcOffsetMinutes);
  if (!olt.chassis.model.startsWith('C6'))
    return table<SimulatedUnit>({
      entry: `${root}.10.2.2.5.1`,
      rows,
      columns: {
        2: octets(({ serialNumber }) => serialOctets(serialNumber)),
        7: octets(({ model }) => model),
        8: octets(({ softwareVersion }) => softwareVersion),
      },
    });
  return table<SimulatedUnit>({
    entry: `${root}.2.2.11.2.1`,
    rows,
    columns: {
      2: octets(({ serialNumber }) => serialOctets(serialNumber)),
      3: octets(({ password }) => password),
      8: octets(({ model }) => model),
      10: octets(({ softwareVersion }) => softwareVersion),
      12: octets(({ seenAt }) => time(seenAt)),
      13: octets(() => time(olt.now())),
    },
  });
}
