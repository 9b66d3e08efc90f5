import type { SnmpValue } from '../../contract/snmp.ts';
import { decodeDateAndTime, readDeviceTime } from '../../toolkit/device-time.ts';
import { toInteger, toOctets, toText } from '../../toolkit/snmp-values.ts';

/** "No value" in columns of optics; -1 in columns of state is "the query failed". */
export const noReading = 2147483647;

export const number = (value: SnmpValue) => toInteger(value);
export const state = (value: SnmpValue) => toInteger(value, -1, noReading);
/** A reading that the MIB gives in parts of a unit. */
export function scaled(decimals: number, offset = 0): (value: SnmpValue) => number | null {
  return (value) => {
    const raw = toInteger(value, noReading);
    return raw === null ? null : Number(((raw + offset) / 10 ** decimals).toFixed(decimals));
  };
}

/** Eight octets; some agents give 16 hexadecimal digits. */
export function serial(value: SnmpValue): string | Uint8Array | null {
  const octets = toOctets(value);
  if (!octets || octets.length === 0) return null;
  return octets.length === 8 ? octets : toText(value);
}

export function time(value: SnmpValue): string | null {
  const octets = toOctets(value);
  if (octets?.length === 8 || octets?.length === 11) return decodeDateAndTime(octets);
  return readDeviceTime(toText(value));
}

/** The vendor id as an Integer32 that holds four letters. */
export function vendorId(value: SnmpValue): string | null {
  const bits = toInteger(value, 0);
  if (bits === null) return toText(value);
  const letters = [24, 16, 8, 0].map((shift) => String.fromCharCode((bits >>> shift) & 0xff)).join('');
  return /^[!-~]{4}$/.test(letters) ? letters : null;
}

export function mac(value: SnmpValue): string | null {
  const octets = toOctets(value);
  if (octets?.length !== 6) return toText(value);
  if (octets.every((octet) => octet === 0)) return null;
  const digits = Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
  return `${digits.slice(0, 4)}-${digits.slice(4, 8)}-${digits.slice(8)}`.toUpperCase();
}
