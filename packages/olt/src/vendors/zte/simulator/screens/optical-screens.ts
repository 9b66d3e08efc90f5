import type { SimulatedOnu } from '../../../../contract/simulated-olt.ts';
import type { Dialect } from '../dialect.ts';
import { rowOf, rule } from './layout.ts';

const dbm = (value: number) => `${value.toFixed(3)}(dbm)`;

/** What the OLT's own laser gives on a port; the same while it is on. */
export function txAtOltDbm({ address }: SimulatedOnu): number {
  return 4 + ((address.slot * 16 + address.port) % 40) / 50;
}

/** `show pon power attenuation`: the line up and the line down. */
export function attenuationScreen(onu: SimulatedOnu): string[] {
  const optics = onu.run === 'online' ? onu.unit?.optics : undefined;
  const txAtOlt = txAtOltDbm(onu);
  const line = (head: string, olt: string, unit: string, loss: number | null) =>
    `${head}:${olt.padEnd(18)}${unit.padEnd(21)}${(loss === null ? 'N/A' : `${loss.toFixed(3)}(dB)`).padEnd(15)}`;
  const lost = (sent: number | undefined, received: number | undefined) =>
    sent === undefined || received === undefined ? null : sent - received;
  const known = (value: number | undefined) => (value === undefined ? 'N/A' : dbm(value));
  return [
    '           OLT                  ONU              Attenuation',
    rule(74),
    line(
      ' up      Rx ',
      optics ? dbm(optics.rxAtOltDbm) : 'no signal',
      `Tx:${known(optics?.txAtOnuDbm)}`,
      lost(optics?.txAtOnuDbm, optics?.rxAtOltDbm),
    ),
    line(
      ' down    Tx ',
      dbm(txAtOlt),
      `Rx:${known(optics?.rxAtOnuDbm)}`,
      lost(optics && txAtOlt, optics?.rxAtOnuDbm),
    ),
  ];
}

export type PowerColumn = 'onu-rx' | 'onu-tx' | 'olt-rx';

/** `show pon power onu-rx` and its like. */
export function powerScreen(onus: readonly SimulatedOnu[], column: PowerColumn, dialect: Dialect): string[] {
  if (onus.length === 0) return [dialect.nothing];
  const read = (onu: SimulatedOnu) => {
    const optics = onu.run === 'online' ? onu.unit?.optics : undefined;
    if (!optics) return column === 'olt-rx' ? 'no signal' : 'N/A';
    const values = {
      'onu-rx': optics.rxAtOnuDbm,
      'onu-tx': optics.txAtOnuDbm,
      'olt-rx': optics.rxAtOltDbm,
    };
    return dbm(values[column]);
  };
  return [
    `Onu                  ${column.endsWith('rx') ? 'Rx' : 'Tx'} power   `,
    rule(36),
    ...onus.map((onu) => rowOf([dialect.onuName(onu.address), 21], [read(onu)])),
  ];
}
