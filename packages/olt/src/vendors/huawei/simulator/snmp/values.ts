import type { SimulatedColumn, SimulatedTable } from '../../../../contract/vendor-simulator.ts';
import { serialHex } from '../screens/layout.ts';

/** What an optical column reads where there is no value. */
export const noReading = 2_147_483_647;

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
export const counter64 = <Row>(read: (row: Row) => bigint): SimulatedColumn<Row> => ({
  syntax: 'counter64',
  read,
});

/** The eight octets of a serial number; none for an ONU known by password or LOID. */
export function serialOctets(serialNumber: string): Uint8Array {
  return Uint8Array.from(serialHex(serialNumber).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** DateAndTime (SNMPv2-TC) in the device's own zone, eleven octets; none where there is no time. */
export function dateAndTime(date: Date | null, utcOffsetMinutes: number): Uint8Array {
  if (!date) return new Uint8Array();
  const wall = new Date(date.getTime() + utcOffsetMinutes * 60_000);
  const year = wall.getUTCFullYear();
  const offset = Math.abs(utcOffsetMinutes);
  return Uint8Array.of(
    year >> 8,
    year & 255,
    wall.getUTCMonth() + 1,
    wall.getUTCDate(),
    wall.getUTCHours(),
    wall.getUTCMinutes(),
    wall.getUTCSeconds(),
    0,
    utcOffsetMinutes < 0 ? 45 : 43,
    Math.floor(offset / 60),
    offset % 60,
  );
}

/** Keeps the row type of a table while it is written down. */
export const table = <Row>(definition: SimulatedTable<Row>): SimulatedTable<Row> => definition;
