import type { PonPortAddress } from '@field/core';
import type { SimulatedOlt, SimulatedOnu } from '../../../../contract/simulated-olt.ts';
import { downCauseWord } from '../down-causes.ts';
import { wallTime } from '../times.ts';
import { padded, row, rule, serialHex, slashed } from './layout.ts';

const countOnline = (onus: readonly SimulatedOnu[]) => onus.filter(({ run }) => run === 'online').length;

/** `display ont info 0 1 0 all`: states, then descriptions. */
export function onuListScreen(at: PonPortAddress, onus: readonly SimulatedOnu[]): string[] {
  const place = padded(at);
  return [
    ...stateRows(place, onus),
    '  F/S/P       ONT  Description  ',
    '              ID  ',
    rule(),
    ...onus.map((onu) =>
      row([`  ${place}`, 12], [onu.address.onuId, -4], ['', 3], [onu.description || noDescription, 0]),
    ),
    ...totals(place, onus),
  ];
}

/** The same without descriptions, as a card shows its ports. */
export function onuStatesScreen(at: PonPortAddress, onus: readonly SimulatedOnu[]): string[] {
  const place = padded(at);
  return [...stateRows(place, onus).slice(0, -1), ...totals(place, onus)];
}

const totals = (place: string, onus: readonly SimulatedOnu[]) => [
  rule(),
  `  In port ${place} , the total of ONTs are: ${onus.length}, online: ${countOnline(onus)}`,
  rule(),
];

function stateRows(place: string, onus: readonly SimulatedOnu[]): string[] {
  return [
    rule(),
    '  F/S/P   ONT         SN         Control     Run      Config   Match    Protect',
    '          ID                     flag        state    state    state    side ',
    rule(),
    ...onus.map((onu) =>
      row(
        [`  ${place}`, 9],
        [onu.address.onuId, -4],
        ['', 2],
        [onu.serialNumber === '' ? '-' : serialHex(onu.serialNumber), 18],
        [onu.admin, 12],
        [onu.run, 9],
        [onu.config, 9],
        [onu.match, 9],
        ['no', 3],
      ),
    ),
    rule(),
  ];
}

export const noDescription = 'ONT_NO_DESCRIPTION';

/** `display ont info summary 0/1/0`: times and causes, then serial, model, distance and power. */
export function onuSummaryScreen(
  olt: SimulatedOlt,
  at: PonPortAddress,
  onus: readonly SimulatedOnu[],
): string[] {
  const time = (date: Date | null) => (date ? wallTime(date, olt.utcOffsetMinutes) : '-');
  return [
    rule(78),
    `  In port ${slashed(at)}, the total of ONTs are: ${onus.length}, online: ${countOnline(onus)}`,
    rule(78),
    '  ONT  Run     Last                Last                Last',
    '  ID   State   UpTime              DownTime            DownCause',
    rule(78),
    ...onus.map((onu) =>
      row(
        ['', 2],
        [onu.address.onuId, 5],
        [onu.run, 8],
        [time(onu.lastUpAt), 20],
        [time(onu.lastDownAt), 20],
        [downCauseWord(onu.downCause).slice(0, 25), 0],
      ),
    ),
    rule(78),
    '  ONT        SN        Type          Distance Rx/Tx power  Description',
    '  ID                                    (m)      (dBm)',
    rule(78),
    ...onus.map((onu) => {
      const unit = onu.run === 'online' ? onu.unit : null;
      const power = unit
        ? `${unit.optics.rxAtOnuDbm.toFixed(2)}/${unit.optics.txAtOnuDbm.toFixed(2)}`
        : '-/-';
      return row(
        ['', 2],
        [onu.address.onuId, 4],
        [onu.serialNumber === '' ? '-' : serialHex(onu.serialNumber), 17],
        [onu.unit?.model || '-', 17],
        [unit ? unit.distanceMetres : '-', 6],
        [power, 13],
        [onu.description || noDescription, 0],
      );
    }),
    rule(78),
  ];
}
