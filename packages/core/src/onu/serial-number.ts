import * as z from 'zod/mini';
import { ValidationError } from '../errors/validation-error.ts';
import { readable } from '../schema/primitives.ts';

/**
 * A GPON serial number read from one of its spellings.
 * ITU-T G.984.3 fixes it as 4 vendor characters and 4 octets.
 */
export interface ParsedSerialNumber {
  /** The normal form: 4 vendor characters and 8 upper-case hexadecimal digits, `HWTC12345678`. */
  readonly serialNumber: string;
  /** The 4 vendor characters. An open set: a unit may carry one no list knows. */
  readonly vendorId: string;
  /** The text as it was given; the 16 hexadecimal digits where octets were given. */
  readonly raw: string;
}

/** A serial number as a device spelled it; see {@link readDeviceSerialNumber}. */
export interface DeviceSerialNumber {
  /** The normal form, or the device's own spelling, trimmed, where it is no serial number. */
  readonly serialNumber: string;
  readonly valid: boolean;
  readonly raw: string;
}

/** 16 hex digits, with `0x` or not, and whatever readable form a device prints in brackets behind them. */
const hexForm = /^(?:0x)?([0-9a-f]{8})([0-9a-f]{8})(?:\s*\(([^()]*)\))?$/i;
const readableForm = /^([!-~]{4})[-:]?([0-9a-f]{8})$/i;

/**
 * Reads every spelling met in the field: `HWTC12345678`, `HWTC-12345678`, `HWTC:12345678`, `4857544312345678`,
 * `0x4857544312345678`, `4857544312345678 (HWTC-12345678)`, lower case, spaces around, 8 octets.
 * Returns `undefined` for anything else, a bracketed form that contradicts its digits included.
 */
export function tryParseSerialNumber(value: string | Uint8Array): ParsedSerialNumber | undefined {
  const raw = typeof value === 'string' ? value : hex(value);
  const text = raw.slice(0, 128).trim();
  const [, vendorHex, hexTail, bracketed] = hexForm.exec(text) ?? [];
  if (vendorHex !== undefined && hexTail !== undefined) {
    const vendorId = vendorHex.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)));
    if (!/^[!-~]{4}$/.test(vendorId)) return undefined;
    const serialNumber = vendorId.toUpperCase() + hexTail.toUpperCase();
    if (bracketed !== undefined && tryParseSerialNumber(bracketed)?.serialNumber !== serialNumber)
      return undefined;
    return { serialNumber, vendorId: vendorId.toUpperCase(), raw };
  }
  const [, vendor, tail] = readableForm.exec(text) ?? [];
  if (vendor === undefined || tail === undefined) return undefined;
  const vendorId = vendor.toUpperCase();
  return { serialNumber: vendorId + tail.toUpperCase(), vendorId, raw };
}

/**
 * {@link tryParseSerialNumber} for input that must be a serial number.
 * @throws ValidationError (`not_a_serial_number`, field `serialNumber`)
 */
export function parseSerialNumber(value: string | Uint8Array): ParsedSerialNumber {
  const parsed = tryParseSerialNumber(value);
  if (parsed) return parsed;
  throw new ValidationError([{ path: ['serialNumber'], code: 'not_a_serial_number', params: {} }]);
}

/**
 * Reads what a device printed, for rows that must not be lost: a text that is no serial number is kept as spelled,
 * with `valid: false`. Never throws.
 */
export function readDeviceSerialNumber(value: string | Uint8Array): DeviceSerialNumber {
  const parsed = tryParseSerialNumber(value);
  if (parsed) return { serialNumber: parsed.serialNumber, valid: true, raw: parsed.raw };
  const raw = typeof value === 'string' ? value : hex(value);
  return { serialNumber: raw.trim(), valid: false, raw };
}

/** A serial number in requests: any spelling in, the normal form out. */
export const SerialNumber = /* @__PURE__ */ serialNumber();
export type SerialNumber = string;

function serialNumber(): z.ZodMiniString {
  return z.string().check(
    z.maxLength(128),
    readable('not_a_serial_number', (value) => tryParseSerialNumber(value)?.serialNumber),
  );
}

/**
 * The 16 hexadecimal digits a CLI or SNMP wants: `HWTC12345678` gives `4857544312345678`.
 * @throws ValidationError (`not_a_serial_number`)
 */
export function serialNumberToHex(value: string): string {
  const { serialNumber, vendorId } = parseSerialNumber(value);
  return hex(Uint8Array.from(vendorId, (char) => char.charCodeAt(0))) + serialNumber.slice(4);
}

/**
 * The 8 octets of a serial number, as OMCI and SNMP carry it.
 * @throws ValidationError (`not_a_serial_number`)
 */
export function serialNumberOctets(value: string): Uint8Array {
  return Uint8Array.from(serialNumberToHex(value).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Whether two spellings mean one unit; texts that are no serial numbers are compared as written, without case. */
export function sameSerialNumber(a: string, b: string): boolean {
  return comparable(a) === comparable(b);
}

/** Whether a serial number ends in the characters a technician reads off the sticker; separators and case are ignored. */
export function serialNumberEndsWith(serialNumber: string, digits: string): boolean {
  return comparable(serialNumber).endsWith(digits.replace(/[\s:-]/g, '').toUpperCase());
}

function comparable(value: string): string {
  return tryParseSerialNumber(value)?.serialNumber ?? value.trim().toUpperCase();
}

function hex(octets: Uint8Array): string {
  return Array.from(octets, (octet) => octet.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}
