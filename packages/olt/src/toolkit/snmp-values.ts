import type { SnmpValue } from '../contract/snmp.ts';

/** A whole number; null for anything else, and for each of the device's own "no value" marks. */
export function toInteger(value: SnmpValue, ...noValue: readonly number[]): number | null {
  const number = typeof value === 'bigint' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || noValue.includes(number)) return null;
  return number;
}

/** Octets as bytes; a text gives its characters' codes. Null for a number. */
export function toOctets(value: SnmpValue): Uint8Array | null {
  if (value instanceof Uint8Array) return value;
  return typeof value === 'string' ? new TextEncoder().encode(value) : null;
}

/** Octets as text: UTF-8 where they are, Latin-1 otherwise; NULs and blanks at the end dropped. Null where nothing is left. */
export function toText(value: SnmpValue): string | null {
  const octets = toOctets(value);
  if (!octets) return null;
  const text = decode(octets).replace(/\0/g, ' ').trim();
  return text === '' ? null : text;
}

function decode(octets: Uint8Array): string {
  const text = new TextDecoder().decode(octets);
  // U+FFFD is what a broken UTF-8 sequence reads as.
  return text.includes('\uFFFD') ? Array.from(octets, (octet) => String.fromCharCode(octet)).join('') : text;
}
