import type { SimulatedOlt } from '../../../../contract/simulated-olt.ts';
import type { SimulatedTable } from '../../../../contract/vendor-simulator.ts';
import { serviceTables } from './service-tables.ts';
import { cardTable, interfaceTables, systemTable } from './system-tables.ts';
import { xponTables } from './xpon-tables.ts';

/** What the agent of this release shows: the older MIBs, the newer ones, or both. */
export function snmpTables(olt: SimulatedOlt): readonly SimulatedTable[] {
  const { model, softwareVersion } = olt.chassis;
  const titan = model.startsWith('C6');
  const first = softwareVersion.startsWith('V1') && !titan;
  return [
    systemTable(olt),
    ...interfaceTables(olt),
    ...(titan ? [] : serviceTables(olt)),
    ...(first ? [] : [cardTable(olt), ...xponTables(olt)]),
  ];
}
