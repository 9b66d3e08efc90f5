import type { PonPortAddress } from '@field/core';
import type { SimulatedCard } from '../../../../contract/simulated-chassis.ts';
import type { SimulatedOlt } from '../../../../contract/simulated-olt.ts';
import type { SimulatedTable } from '../../../../contract/vendor-simulator.ts';
import { describe, portsOf } from '../screens/system-screens.ts';
import { ifIndexOf } from './indexes.ts';
import { integer, octets, table } from './values.ts';

/** The system group. */
export function systemTable(olt: SimulatedOlt): SimulatedTable {
  return table<null>({
    entry: '1.3.6.1.2.1.1',
    rows: () => [[[0], null]],
    columns: {
      1: octets(() => describe(olt)),
      2: { syntax: 'oid', read: () => olt.chassis.sysObjectId },
      3: {
        syntax: 'timeticks',
        read: () => Math.floor((olt.now().getTime() - olt.startedAt.getTime()) / 10) % 4_294_967_296,
      },
      5: octets(() => olt.hostname),
      7: integer(() => 78),
    },
  });
}

interface Interface {
  readonly at: PonPortAddress;
  readonly pon: boolean;
}

/** IF-MIB: PON ports and an uplink, whose number has the same shape as theirs. */
export function interfaceTables(olt: SimulatedOlt): readonly SimulatedTable[] {
  const { chassis } = olt;
  const titan = chassis.model.startsWith('C6');
  const control = chassis.cards.find(({ name }) => /^S[CFM]/.test(name))?.slot ?? 1;
  const uplink: Interface = { at: { shelf: 1, slot: control, port: 1 }, pon: false };
  const rows = () =>
    [...olt.ports.map(({ at }): Interface => ({ at, pon: true })), uplink].map(
      (one) => [[ifIndexOf(chassis, one.at)], one] as const,
    );
  const place = ({ shelf, slot, port }: PonPortAddress) => `${shelf}/${slot}/${port}`;
  const name = ({ at, pon }: Interface) => {
    const kind = pon ? (titan ? 'gpon_olt' : 'gpon') : titan ? 'xgei' : 'gei';
    return `${kind}${titan ? '-' : '_'}${place(at)}`;
  };
  const up = ({ at, pon }: Interface) => !pon || olt.onus(at).some(({ run }) => run === 'online');
  return [
    table<Interface>({
      entry: '1.3.6.1.2.1.2.2.1',
      rows,
      columns: {
        1: integer(({ at }) => ifIndexOf(chassis, at)),
        // A text for people on a C6xx, nothing on a C3xx.
        2: octets(({ at, pon }) => (titan && pon ? `feeder ${place(at)}` : '')),
        3: integer(({ pon }) => (pon ? 250 : 6)),
        7: integer(() => 1),
        8: integer((one) => (up(one) ? 1 : 2)),
      },
    }),
    table<Interface>({
      entry: '1.3.6.1.2.1.31.1.1.1',
      rows,
      columns: { 1: octets(name), 18: octets(() => '') },
    }),
  ];
}

/** Cards by {rack, shelf, slot}. */
export function cardTable(olt: SimulatedOlt): SimulatedTable {
  const there = ({ status }: SimulatedCard) => status !== 'OFFLINE';
  return table<SimulatedCard>({
    entry: '1.3.6.1.4.1.3902.1082.10.1.2.4.1',
    rows: () => olt.cards.map((card) => [[1, olt.chassis.shelf, card.slot], card] as const),
    columns: {
      4: octets(({ name, subType }) => subType || name),
      5: integer((card) => (there(card) ? 1 : 2)),
      6: integer(() => 1),
      7: integer((card) => portsOf(olt, card) ?? 0),
      9: integer((card) => (there(card) ? 17 : 0)),
      11: integer((card) => (there(card) ? 39 : 0)),
      23: octets(() => 'V1.0.0'),
      27: octets(() => olt.chassis.softwareVersion),
    },
  });
}
