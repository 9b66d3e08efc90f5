import { type Infer, object, whole } from '../schema/schema.ts';

/** The highest number of each level; wide enough for every known chassis, narrow enough to refuse an ifIndex. */
const maxLevel = 4095;

/** A PON port of an OLT; a level the equipment does not have is 0. */
export const PonPortAddress = object({
  shelf: whole(0, maxLevel),
  slot: whole(0, maxLevel),
  port: whole(0, maxLevel),
});
export type PonPortAddress = Infer<typeof PonPortAddress>;

/** An ONU's place: its PON port and its number on it. Some vendors count ONUs from 0, some from 1. */
export const OnuAddress = object({
  shelf: whole(0, maxLevel),
  slot: whole(0, maxLevel),
  port: whole(0, maxLevel),
  onuId: whole(0, maxLevel),
});
export type OnuAddress = Infer<typeof OnuAddress>;

/** `0/1/2`: shelf, slot, port. */
export function formatPonPort({ shelf, slot, port }: PonPortAddress): string {
  return `${shelf}/${slot}/${port}`;
}

/** `0/1/2:3`: PON port, then the ONU on it. */
export function formatOnuAddress(address: OnuAddress): string {
  return `${formatPonPort(address)}:${address.onuId}`;
}

const portShape = /^(\d{1,4})\/(\d{1,4})\/(\d{1,4})$/;
const onuShape = /^(\d{1,4})\/(\d{1,4})\/(\d{1,4})[/:](\d{1,4})$/;

/** Reads `0/1/2` and the padded `0/ 1/2`; `undefined` where the text is no PON port. */
export function tryParsePonPort(text: string): PonPortAddress | undefined {
  const [shelf, slot, port] = levels(portShape, text);
  if (shelf === undefined || slot === undefined || port === undefined) return undefined;
  return { shelf, slot, port };
}

/** Reads `0/1/2:3`, `0/1/2/3` and their padded forms; `undefined` where the text is no ONU address. */
export function tryParseOnuAddress(text: string): OnuAddress | undefined {
  const [shelf, slot, port, onuId] = levels(onuShape, text);
  if (shelf === undefined || slot === undefined || port === undefined || onuId === undefined)
    return undefined;
  return { shelf, slot, port, onuId };
}

function levels(shape: RegExp, text: string): number[] {
  if (text.length > 64) return [];
  const numbers = (shape.exec(text) ?? shape.exec(text.replace(/\s+/g, '')))?.slice(1).map(Number) ?? [];
  return numbers.every((number) => number <= maxLevel) ? numbers : [];
}

/** Whether two addresses are the same PON port; an ONU number in either is ignored. */
export function samePonPort(a: PonPortAddress, b: PonPortAddress): boolean {
  return comparePonPorts(a, b) === 0;
}

/** Whether two addresses are the same place. */
export function sameOnuAddress(a: OnuAddress, b: OnuAddress): boolean {
  return compareOnuAddresses(a, b) === 0;
}

/** Orders PON ports by shelf, slot, port; for `Array.prototype.sort`. */
export function comparePonPorts(a: PonPortAddress, b: PonPortAddress): number {
  return a.shelf - b.shelf || a.slot - b.slot || a.port - b.port;
}

/** Orders ONUs by PON port, then number; for `Array.prototype.sort`. */
export function compareOnuAddresses(a: OnuAddress, b: OnuAddress): number {
  return comparePonPorts(a, b) || a.onuId - b.onuId;
}
