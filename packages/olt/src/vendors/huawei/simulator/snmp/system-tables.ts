import type { SimulatedCard } from '../../../../contract/simulated-chassis.ts';
import type { SimulatedOlt } from '../../../../contract/simulated-olt.ts';
import type { SimulatedTable } from '../../../../contract/vendor-simulator.ts';
import { integer, octets, table } from './values.ts';

const scalar = (entry: string, columns: SimulatedTable<null>['columns']) =>
  table<null>({ entry, columns, rows: () => [[[0], null]] });

/** The system group, the device's version strings, and its cards. */
export function systemTables(olt: SimulatedOlt): readonly SimulatedTable[] {
  const { chassis } = olt;
  return [
    scalar('1.3.6.1.2.1.1', {
      1: octets(() => 'Huawei Integrated Access Software'),
      2: { syntax: 'oid', read: () => chassis.sysObjectId },
      3: {
        syntax: 'timeticks',
        read: () => Math.floor((olt.now().getTime() - olt.startedAt.getTime()) / 10) % 4_294_967_296,
      },
      4: octets(() => 'R&D Beijing, Huawei Technologies co.,Ltd.'),
      5: octets(() => olt.hostname),
      6: octets(() => 'Beijing China'),
      7: integer(() => 78),
    }),
    scalar('1.3.6.1.4.1.2011.6.3.1', {
      3: octets(() => chassis.softwareVersion),
      999: octets(() => chassis.softwareVersion),
    }),
    table<SimulatedCard>({
      entry: '1.3.6.1.4.1.2011.6.3.3.2.1',
      rows: () => olt.cards.map((card) => [[chassis.shelf, card.slot], card] as const),
      columns: {
        8: integer((card) => (card.status.includes('failed') ? 3 : 2)),
        21: octets((card) => card.name),
      },
    }),
    table<SimulatedCard>({
      entry: '1.3.6.1.4.1.2011.2.6.7.1.1.2.1',
      rows: () => olt.cards.map((card) => [[chassis.shelf, card.slot], card] as const),
      columns: {
        5: integer((card) => (card.name === 'H901PISA' ? -1 : 17)),
        6: integer((card) => (card.name === 'H901PISA' ? -1 : 42)),
        7: octets((card) => card.name),
        10: integer((card) => card.temperatureCelsius),
        11: integer((card) => (card.name === 'H901PISA' ? -1 : 38)),
      },
    }),
  ];
}
