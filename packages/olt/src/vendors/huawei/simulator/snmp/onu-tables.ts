import type {
  SimulatedEthPort,
  SimulatedOlt,
  SimulatedOnu,
  SimulatedOnuPeriod,
  SimulatedOptics,
} from '../../../../contract/simulated-olt.ts';
import type { SimulatedColumn, SimulatedTable } from '../../../../contract/vendor-simulator.ts';
import { downCauseNumber } from '../down-causes.ts';
import { serialHex } from '../screens/layout.ts';
import { zonedTime } from '../times.ts';
import { gponIfIndex } from './if-index.ts';
import { xpon } from './interface-tables.ts';
import { counter64, dateAndTime, integer, noReading, octets, serialOctets, table } from './values.ts';

const authMethods: Readonly<Record<SimulatedOnu['authentication'], number>> = {
  serialNumber: 1,
  serialNumberAndPassword: 2,
  password: 3,
  loid: 5,
};
const configStatus = { initial: 1, normal: 2, failed: 3, config: 5 } as const;
const matchStatus = { initial: 1, match: 2, mismatch: 3 } as const;

/** Hundredths of a decibel above 1 mW. */
const hundredths = (dbm: number) => Math.round(dbm * 100);

/** A reading of the unit's optics; the "no value" mark while it is offline. */
const reading = (read: (optics: SimulatedOptics) => number): SimulatedColumn<SimulatedOnu> =>
  integer(({ run, unit }) => (run === 'online' && unit ? read(unit.optics) : noReading));

/** What is configured, what is running, what is measured: one row an ONU. */
export function onuTables(olt: SimulatedOlt): readonly SimulatedTable[] {
  const rows = () => olt.onus().map((onu) => [[gponIfIndex(onu.address), onu.address.onuId], onu] as const);
  const time = (read: (onu: SimulatedOnu) => Date | null) =>
    octets<SimulatedOnu>((onu) => dateAndTime(read(onu), olt.utcOffsetMinutes));
  const unit = (read: (unit: NonNullable<SimulatedOnu['unit']>) => string) =>
    octets<SimulatedOnu>((onu) => (onu.run === 'online' && onu.unit ? read(onu.unit) : ''));
  return [
    table<SimulatedOnu>({
      entry: `${xpon}.2.43.1`,
      rows,
      columns: {
        2: integer(({ authentication }) => authMethods[authentication]),
        3: octets(({ serialNumber }) => serialOctets(serialNumber)),
        4: octets(({ password }) => password),
        6: integer(() => 1),
        7: octets(({ lineProfileId }) => olt.lineProfiles.get(lineProfileId)?.name ?? ''),
        8: octets(({ serviceProfileId }) => olt.serviceProfiles.get(serviceProfileId)?.name ?? ''),
        9: octets(({ description }) => description),
        10: integer(() => 1),
        13: octets(({ loid }) => loid),
        14: octets(({ checkCode }) => checkCode),
      },
    }),
    table<SimulatedOnu>({
      entry: `${xpon}.2.45.1`,
      rows,
      columns: {
        1: unit(({ hardwareVersion }) => hardwareVersion),
        2: unit(({ vendorId }) => vendorId),
        4: unit(({ model }) => model),
        5: unit(({ softwareVersion }) => softwareVersion),
        9: unit(({ equipmentSerial }) => equipmentSerial),
        10: unit(({ mac }) => mac.toUpperCase()),
      },
    }),
    table<SimulatedOnu>({
      entry: `${xpon}.2.46.1`,
      rows,
      columns: {
        1: integer(({ admin }) => (admin === 'active' ? 1 : 2)),
        15: integer(({ run }) => (run === 'online' ? 1 : 2)),
        16: integer(({ config }) => configStatus[config]),
        18: integer(({ match }) => matchStatus[match]),
        20: integer((onu) => (onu.run === 'online' && onu.unit ? onu.unit.distanceMetres : -1)),
        22: time(({ lastUpAt }) => lastUpAt),
        23: time(({ lastDownAt }) => lastDownAt),
        24: integer(({ downCause }) => downCauseNumber(downCause)),
        25: time(({ lastDyingGaspAt }) => lastDyingGaspAt),
        30: octets(({ serialNumber, unit: box }) => serialOctets(box?.serialNumber ?? serialNumber)),
      },
    }),
    table<SimulatedOnu>({
      entry: `${xpon}.2.51.1`,
      rows,
      columns: {
        1: reading(({ temperatureCelsius }) => temperatureCelsius),
        2: reading(({ biasMilliamps }) => biasMilliamps),
        3: reading(({ txAtOnuDbm }) => hundredths(txAtOnuDbm)),
        4: reading(({ rxAtOnuDbm }) => hundredths(rxAtOnuDbm)),
        5: reading(({ voltageVolts }) => Math.round(voltageVolts * 1000)),
        6: reading(({ rxAtOltDbm }) => hundredths(rxAtOltDbm) + 10_000),
        7: integer(() => noReading),
      },
    }),
    portTable(olt),
    historyTable(olt),
    table<SimulatedOnu>({
      entry: `${xpon}.4.23.1`,
      rows,
      columns: {
        1: traffic(olt, 90),
        2: traffic(olt, 210),
        3: traffic(olt, 24_000),
        4: traffic(olt, 260_000),
        5: counter64(() => 0n),
        6: counter64(() => 0n),
      },
    }),
  ];
}

/** A counter that grows with the time online, a little different for each ONU. */
const traffic = (olt: SimulatedOlt, perSecond: number) =>
  counter64<SimulatedOnu>(({ run, lastUpAt, address }) => {
    if (run !== 'online' || !lastUpAt) return 0n;
    const seconds = Math.floor((olt.now().getTime() - lastUpAt.getTime()) / 1000);
    return BigInt(Math.max(0, seconds)) * BigInt(perSecond + address.onuId + 1);
  });

/** LAN ports of the ONUs that are online. */
function portTable(olt: SimulatedOlt): SimulatedTable {
  return table<{ readonly onu: SimulatedOnu; readonly port: SimulatedEthPort }>({
    entry: `${xpon}.2.62.1`,
    rows: () =>
      olt
        .onus()
        .flatMap((onu) =>
          onu.ethPorts.map(
            (port) => [[gponIfIndex(onu.address), onu.address.onuId, port.id], { onu, port }] as const,
          ),
        ),
    columns: {
      4: integer(({ port }) => (port.up ? 7 : noReading)),
      5: integer(() => 1),
      7: integer(({ onu, port }) => onu.nativeVlans.get(port.id)?.vlan ?? 1),
      8: integer(({ onu, port }) => onu.nativeVlans.get(port.id)?.priority ?? 0),
      22: integer(({ port }) => (port.up ? 1 : 2)),
      26: integer(() => 2),
    },
  });
}

/** The last ten times online, numbered as the terminal numbers them: one is the oldest. */
function historyTable(olt: SimulatedOlt): SimulatedTable {
  return table<{ readonly onu: SimulatedOnu; readonly period: () => SimulatedOnuPeriod | undefined }>({
    entry: `${xpon}.2.101.1`,
    rows: () =>
      olt
        .onus()
        .flatMap((onu) =>
          Array.from(
            { length: 10 },
            (_, index) =>
              [
                [gponIfIndex(onu.address), onu.address.onuId, index + 1],
                { onu, period: () => onu.history[index] },
              ] as const,
          ),
        ),
    columns: {
      3: octets(({ onu, period }) => (period() ? serialHex(onu.serialNumber) : undefined)),
      6: octets(({ period }) => present(period(), ({ upAt }) => zonedTime(upAt, olt.utcOffsetMinutes))),
      7: octets(({ period }) =>
        present(period(), ({ downAt }) => (downAt ? zonedTime(downAt, olt.utcOffsetMinutes) : '')),
      ),
      8: integer(({ period }) => present(period(), ({ cause }) => (cause ? downCauseNumber(cause) : 255))),
    },
  });
}

function present<T, Result>(value: T | undefined, read: (value: T) => Result): Result | undefined {
  return value === undefined ? undefined : read(value);
}
