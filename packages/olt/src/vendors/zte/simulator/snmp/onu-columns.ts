import type { PonPortAddress } from '@field/core';
import type { SimulatedOlt, SimulatedOnu, SimulatedUnit } from '../../../../contract/simulated-olt.ts';
import type { SimulatedColumn } from '../../../../contract/vendor-simulator.ts';
import { integer, noLight, noReading, onuPower } from './values.ts';

export type Optics = SimulatedOnu;

/** The optical module of an ONU. Of one that went dark the agent keeps the last values. */
const reading = (read: (optics: SimulatedUnit['optics']) => number): SimulatedColumn<Optics> =>
  integer(({ unit }) => (unit ? read(unit.optics) : noReading));

/** The same columns in both MIBs. */
export const opticsColumns: Readonly<Record<number, SimulatedColumn<Optics>>> = {
  10: reading(({ rxAtOnuDbm }) => onuPower(rxAtOnuDbm)),
  14: reading(({ txAtOnuDbm }) => onuPower(txAtOnuDbm)),
  17: reading(({ voltageVolts }) => Math.round(voltageVolts / 0.02)),
  18: reading(({ biasMilliamps }) => Math.round(biasMilliamps / 0.002)),
  19: reading(({ temperatureCelsius }) => Math.round(temperatureCelsius * 256)),
};

/** The OLT's own reading of an ONU. */
export const oltPower: SimulatedColumn<SimulatedOnu> = integer(({ run, unit }) =>
  run === 'online' && unit ? Math.round(unit.optics.rxAtOltDbm * 1000) : noLight,
);

/** Waiting units by {PON index, entry of the discovery}. */
export function waitingRows(
  olt: SimulatedOlt,
  indexOf: (at: PonPortAddress) => number,
): (readonly [index: readonly number[], unit: SimulatedUnit])[] {
  return olt.ports.flatMap(({ at }) =>
    olt.unauthorized(at).map((unit, entry) => [[indexOf(at), entry + 1], unit] as const),
  );
}
