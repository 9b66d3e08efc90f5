import type { SnmpValue } from '../../contract/snmp.ts';
import { decodeDateAndTime, readDeviceTime } from '../../toolkit/device-time.ts';
import { toInteger, toOctets, toText } from '../../toolkit/snmp-values.ts';

/** What columns of optics hold where there is no reading. */
const noReading: readonly number[] = [-1, 0, 65_535, 2_147_483_647];

export const number = (value: SnmpValue) => toInteger(value);

/** A distance in metres; an ONU that never ranged has none. */
export const metres = (value: SnmpValue) => toInteger(value, -1, 2_147_483_647);

/** A power at the ONU: 16 bits in two's complement, 0.002 dB each, from -30 dBm on. */
export function onuPower(value: SnmpValue): number | null {
  const raw = toInteger(value, ...noReading);
  if (raw === null || raw < 0 || raw > 0xffff) return null;
  return round((raw > 0x7fff ? raw - 0x10000 : raw) * 0.002 - 30);
}

/** A power at the OLT in thousandths of a dBm; -80 dBm is no light, 65535 dBm an ONU that is not in service. */
export function oltPower(value: SnmpValue): number | null {
  const raw = toInteger(value, -80_000, 65_535_000, 2_147_483_647);
  return raw === null ? null : round(raw / 1000);
}

/** A reading of the ONU's optical module in parts of a unit; temperatures are 16 bits in two's complement. */
export function scaled(factor: number): (value: SnmpValue) => number | null {
  return (value) => {
    const raw = toInteger(value, ...noReading);
    if (raw === null || raw < 0 || raw > 0xffff) return null;
    return round((raw > 0x7fff ? raw - 0x10000 : raw) * factor);
  };
}

function round(reading: number): number {
  return Number(reading.toFixed(3));
}

/** Eight octets; one column has them as text behind the way of authorization: `1,ZTEGC0123456`. */
export function serial(value: SnmpValue): string | Uint8Array | null {
  const octets = toOctets(value);
  if (!octets || octets.length === 0) return null;
  return octets.length === 8 ? octets : (toText(value)?.replace(/^\d{1,2},/, '') ?? null);
}

/** DateAndTime as octets, or a date as text; all zeros are no date. */
export function time(value: SnmpValue): string | null {
  const octets = toOctets(value);
  if (octets?.length === 8 || octets?.length === 11) return decodeDateAndTime(octets);
  const text = toText(value);
  return text === null || /^0{4}-00-00/.test(text) ? null : readDeviceTime(text);
}

/** Six octets as the CLI spells them. */
export function mac(value: SnmpValue): string | null {
  const octets = toOctets(value);
  if (octets?.length !== 6 || octets.every((octet) => octet === 0)) return null;
  const digits = Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
  return `${digits.slice(0, 4)}.${digits.slice(4, 8)}.${digits.slice(8)}`;
}
