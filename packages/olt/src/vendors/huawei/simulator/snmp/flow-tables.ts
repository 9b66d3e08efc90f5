import type { SimulatedFlow, SimulatedOlt } from '../../../../contract/simulated-olt.ts';
import type { SimulatedTable } from '../../../../contract/vendor-simulator.ts';
import { integer, octets, table } from './values.ts';

const root = '1.3.6.1.4.1.2011.5.14';
const gpon = 4;
const byUserVlan = 1;
const transforms = { default: 1, translate: 2, 'translate-and-add': 3, transparent: 4 } as const;

/** Service flows of HUAWEI-ETHERLIKE-EXT-MIB, the lowest free index, and the used ones. */
export function flowTables(olt: SimulatedOlt): readonly SimulatedTable[] {
  const rows = () => olt.flows().map((flow) => [[flow.index], flow] as const);
  const tableName = (index: number | null) =>
    index === null ? '' : (olt.trafficTables.get(index)?.name ?? '');
  return [
    table<SimulatedFlow>({
      entry: `${root}.5.2.1`,
      rows,
      columns: {
        2: integer(({ address }) => address.shelf),
        3: integer(({ address }) => address.slot),
        4: integer(({ address }) => address.port),
        5: integer(({ address }) => address.onuId),
        6: integer(({ gemPort }) => gemPort),
        7: integer(() => gpon),
        8: integer(({ vlan }) => vlan),
        9: integer(({ inboundTable }) => inboundTable ?? -1),
        10: integer(({ outboundTable }) => outboundTable ?? -1),
        11: integer(({ userVlan }) => (userVlan === null ? undefined : byUserVlan)),
        12: integer(({ userVlan }) => userVlan ?? undefined),
        15: integer(() => 1),
        18: integer(({ transform }) => transforms[transform]),
        21: octets(({ inboundTable }) => tableName(inboundTable)),
        22: octets(({ outboundTable }) => tableName(outboundTable)),
      },
    }),
    table<null>({
      entry: `${root}.5`,
      rows: () => [[[0], null]],
      columns: { 1: integer(() => freeIndex(olt)) },
    }),
    table<SimulatedFlow>({ entry: `${root}.3.1.1`, rows, columns: { 1: integer(({ index }) => index) } }),
  ];
}

function freeIndex(olt: SimulatedOlt): number {
  let index = 1;
  while (olt.flow(index)) index += 1;
  return index;
}
