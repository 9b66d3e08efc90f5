import type {
  SimulatedOlt,
  SimulatedOnu,
  SimulatedPonPort,
  SimulatedUnit,
} from '../../../../contract/simulated-olt.ts';
import type { SimulatedTable } from '../../../../contract/vendor-simulator.ts';
import { nameOf, ownName } from '../onu-lines.ts';
import { causeNumbers, phaseOf, phases } from '../phase.ts';
import { stamp } from '../times.ts';
import { serviceIndex, serviceOnu } from './indexes.ts';
import { type Optics, oltPower, opticsColumns, waitingRows } from './onu-columns.ts';
import { integer, octets, serialOctets, table } from './values.ts';

const root = '1.3.6.1.4.1.3902.1012.3';

/** ZXGPON-SERVICE-MIB and ZXGPON-ONTMGMT-MIB, and of zxAnXpon the OLT's readings: what a C3xx has. */
export function serviceTables(olt: SimulatedOlt): readonly SimulatedTable[] {
  const rows = () => olt.onus().map((onu) => [serviceOnu(onu.address), onu] as const);
  const old = olt.chassis.softwareVersion.startsWith('V1');
  const time = (date: Date | null) => stamp(date, olt.utcOffsetMinutes);
  const unset = ({ address }: SimulatedOnu) => (old ? '' : ownName(address));
  return [
    table<SimulatedOnu>({
      entry: `${root}.28.1.1`,
      rows,
      columns: {
        1: octets(({ serviceProfileId }) => olt.serviceProfiles.get(serviceProfileId)?.name ?? ''),
        2: octets(nameOf),
        3: octets((onu) => onu.description || unset(onu)),
        5: octets(({ serialNumber }) => serialOctets(serialNumber)),
        9: integer(() => 1),
        10: integer(() => 1),
        12: integer(() => 1),
      },
    }),
    table<SimulatedOnu>({
      entry: `${root}.28.2.1`,
      rows,
      columns: {
        1: integer(({ admin }) => (admin === 'active' ? 1 : 2)),
        4: integer((onu) => phases.indexOf(phaseOf(onu))),
        5: octets(({ lastUpAt }) => time(lastUpAt)),
        6: octets(({ lastDownAt }) => time(lastDownAt)),
        7: integer(({ downCause }) => (downCause ? causeNumbers[downCause] : 1)),
      },
    }),
    table<SimulatedOnu>({
      entry: `${root}.11.4.1`,
      rows,
      columns: { 2: integer(({ unit }) => unit?.distanceMetres ?? -1) },
    }),
    table<SimulatedPonPort>({
      entry: `${root}.13.1.1`,
      rows: () => olt.ports.map((port) => [[serviceIndex(port.at)], port] as const),
      columns: {
        10: integer(() => 1),
        12: integer(() => olt.chassis.onusPerPort),
        // How many are authorized, and how many are not: 0 on a C320 that was recorded with 125 ONUs.
        13: integer(() => 0),
        14: integer(() => 0),
        21: integer(() => 300),
      },
    }),
    table<SimulatedUnit>({
      entry: `${root}.13.3.1`,
      rows: () => waitingRows(olt, serviceIndex),
      columns: {
        2: octets(({ serialNumber }) => serialOctets(serialNumber)),
        5: octets(({ password }) => password),
        7: octets(({ seenAt }) => time(seenAt)),
        ...(!old && {
          10: octets(({ model }) => model),
          11: octets(({ softwareVersion }) => softwareVersion),
        }),
      },
    }),
    table<Optics>({
      entry: `${root}.50.12.1.1`,
      rows: () => olt.onus().map((onu) => [[...serviceOnu(onu.address), 1], onu] as const),
      columns: opticsColumns,
    }),
    table<SimulatedOnu>({
      entry: '1.3.6.1.4.1.3902.1015.1010.11.2.1',
      rows,
      columns: { 2: oltPower },
    }),
  ];
}
