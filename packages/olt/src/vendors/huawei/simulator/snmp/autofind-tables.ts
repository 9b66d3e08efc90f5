import type { SimulatedOlt, SimulatedUnit } from '../../../../contract/simulated-olt.ts';
import type { SimulatedTable } from '../../../../contract/vendor-simulator.ts';
import { gponIfIndex } from './if-index.ts';
import { xpon } from './interface-tables.ts';
import { dateAndTime, integer, octets, serialOctets, table } from './values.ts';

/** Vendor letters as the number the MIB carries. */
const vendorNumber = (vendorId: string) =>
  [...vendorId.padEnd(4, '\0').slice(0, 4)].reduce((number, char) => number * 256 + char.charCodeAt(0), 0) |
  0;

/** Unauthorized units: the current list, and the attempts to register that failed for want of a configuration. */
export function autofindTables(olt: SimulatedOlt): readonly SimulatedTable[] {
  const rows = () => {
    const counts = new Map<number, number>();
    return olt.unauthorized().map((unit) => {
      const ifIndex = gponIfIndex(unit.at);
      const number = (counts.get(ifIndex) ?? 0) + 1;
      counts.set(ifIndex, number);
      return [[ifIndex, number], unit] as const;
    });
  };
  const time = octets<SimulatedUnit>(({ seenAt }) => dateAndTime(seenAt, olt.utcOffsetMinutes));
  return [
    table<SimulatedUnit>({
      entry: `${xpon}.2.48.1`,
      rows,
      columns: {
        2: octets(({ serialNumber }) => serialOctets(serialNumber)),
        3: octets(({ password }) => password),
        4: integer(({ vendorId }) => vendorNumber(vendorId)),
        5: octets(({ hardwareVersion }) => hardwareVersion),
        6: octets(({ softwareVersion }) => softwareVersion),
        7: octets(({ model }) => model),
        8: time,
        9: octets(({ loid }) => loid),
        10: octets(({ checkCode }) => checkCode),
        11: octets(({ vendorId }) => (vendorId === 'HWTC' ? 'COMMON' : '')),
        12: integer(() => 1),
        13: octets(({ equipmentSerial }) => equipmentSerial),
        14: octets(({ mac }) => mac.toUpperCase()),
      },
    }),
    table<SimulatedUnit>({
      entry: `${xpon}.2.52.1`,
      rows,
      columns: {
        2: octets(({ serialNumber }) => serialOctets(serialNumber)),
        3: integer(() => 9),
        4: time,
        7: octets(({ password }) => password),
      },
    }),
  ];
}
