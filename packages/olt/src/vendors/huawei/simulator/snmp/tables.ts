import type { SimulatedOlt } from '../../../../contract/simulated-olt.ts';
import type { SimulatedTable } from '../../../../contract/vendor-simulator.ts';
import { autofindTables } from './autofind-tables.ts';
import { flowTables } from './flow-tables.ts';
import { interfaceTables } from './interface-tables.ts';
import { onuTables } from './onu-tables.ts';
import { systemTables } from './system-tables.ts';

/** Every table of the MA5800's agent that the driver or a field tool reads. */
export function snmpTables(olt: SimulatedOlt): readonly SimulatedTable[] {
  return [
    ...systemTables(olt),
    ...interfaceTables(olt),
    ...onuTables(olt),
    ...autofindTables(olt),
    ...flowTables(olt),
  ];
}
