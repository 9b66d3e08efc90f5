import type { SimulatedOlt, SimulatedPonPort } from '../../../../contract/simulated-olt.ts';
import type { SimulatedTable } from '../../../../contract/vendor-simulator.ts';
import { slashed } from '../screens/layout.ts';
import { gponIfIndex } from './if-index.ts';
import { integer, octets, table } from './values.ts';

/** Root of the PON tables of HUAWEI-XPON-MIB. */
export const xpon = '1.3.6.1.4.1.2011.6.128.1.1';

/** The interface tables of IF-MIB and the PON side of each port. */
export function interfaceTables(olt: SimulatedOlt): readonly SimulatedTable[] {
  const rows = () => olt.ports.map((port) => [[gponIfIndex(port.at)], port] as const);
  const up = (port: SimulatedPonPort) => olt.onus(port.at).some(({ run }) => run === 'online');
  return [
    table<SimulatedPonPort>({
      entry: '1.3.6.1.2.1.2.2.1',
      rows,
      columns: {
        1: integer(({ at }) => gponIfIndex(at)),
        2: octets(() => 'Huawei-MA5800-V100R022-GPON_UNI'),
        3: integer(() => 250),
        5: { syntax: 'gauge32', read: () => 2_488_000_000 },
        7: integer(() => 1),
        8: integer((port) => (up(port) ? 1 : 2)),
      },
    }),
    table<SimulatedPonPort>({
      entry: '1.3.6.1.2.1.31.1.1.1',
      rows,
      columns: {
        1: octets(({ at }) => `GPON ${slashed(at)}`),
        15: { syntax: 'gauge32', read: () => 2_488 },
        18: octets(() => ''),
      },
    }),
    table<SimulatedPonPort>({
      entry: `${xpon}.2.21.1`,
      rows,
      columns: {
        4: integer(({ autofind }) => (autofind ? 1 : 2)),
        10: integer((port) => (up(port) ? 1 : 2)),
        13: integer(() => 1),
        16: integer(({ at }) => olt.onus(at).length),
        21: integer(({ at }) => olt.onus(at).length),
      },
    }),
    table<SimulatedPonPort>({
      entry: `${xpon}.2.22.1`,
      rows,
      columns: {
        11: octets(() => 'HUAWEI          '),
        13: octets(() => 'LTE3680M-BC+    '),
        20: octets(({ at }) => `19AD${String(gponIfIndex(at)).slice(-8)}`),
      },
    }),
    table<SimulatedPonPort>({
      entry: `${xpon}.2.23.1`,
      rows,
      columns: {
        1: integer(({ at }) => 38 + (at.port % 5)),
        2: integer(() => 318),
        3: integer(({ at }) => 30 + (at.port % 9)),
        4: integer(({ at }) => 690 + at.port * 3),
        5: integer(() => 2_147_483_647),
      },
    }),
  ];
}
