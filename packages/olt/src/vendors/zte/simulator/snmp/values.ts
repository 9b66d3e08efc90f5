import type { SimulatedColumn, SimulatedTable } from '../../../../contract/vendor-simulator.ts';

const encoder = new TextEncoder();

export const integer = <Row>(read: (row: Row) => number | undefined): SimulatedColumn<Row> => ({
  syntax: 'integer',
  read,
});
export const octets = <Row>(read: (row: Row) => Uint8Array | string | undefined): SimulatedColumn<Row> => ({
  syntax: 'octets',
  read: (row) => {
    const value = read(row);
    return typeof value === 'string' ? encoder.encode(value) : value;
  },
});

/** Keeps the row type of a table while it is written down. */
export const table = <Row>(definition: SimulatedTable<Row>): SimulatedTable<Row> => definition;

/** The eight octets of a serial number: four letters, four octets. */
export function serialOctets(serialNumber: string): Uint8Array {
  const letters = encoder.encode(serialNumber.slice(0, 4));
  const rest = serialNumber.slice(4).match(/../g) ?? [];
  return Uint8Array.of(...letters, ...rest.map((pair) => Number.parseInt(pair, 16)));
}

/** A power at the ONU: 0.002 dB each from -30 dBm on, 16 bits in two's complement. */
export function onuPower(dbm: number): number {
  return (Math.round((dbm + 30) / 0.002) + 0x10000) % 0x10000;
}

/** What optics of an ONU hold that never answered. */
export const noReading = 65_535;
/** What the OLT's reading of an ONU is that sends no light, in thousandths of a dBm. */
export const noLight = -80_000;
