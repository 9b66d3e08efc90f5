import { ValidationError } from '../errors/validation-error.ts';

/**
 * A GPON serial number read from one of its spellings.
 * ITU-T G.984.3 fixes it as 4 vendor characters and 4 octets.
 */
export interface ParsedSerialNumber {
  /** The normal form: 4 vendor characters and 8 upper-case hexadecimal digits, `HWTC12345678`. */
  readonly serialNumber: string;
  /** The 4 vendor characters, upper case. An open set: a unit may carry one no list knows. */
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

/** 16 hex digits, alone or with the readable form a device prints in brackets behind them. */
const hexForm = /^(?:0x)?([0-9a-f]{8})([0-9a-f]{8})(?:\s*\(([^()]*)\))?$/i;
const spacedOctets = /^(?:[0-9a-f]{2}[ :]){7}[0-9a-f]{2}$/i;
const readableForm = /^([!-~]{4})[-:]?([0-9a-f]{8})$/i;

/** Four printable characters with a letter among them: four digits alone are a cut-off hex form or a MAC address. */
const vendorShape = /^(?!0X)(?=.*[A-Z])[!-~]{4}$/;

/**
 * Reads every spelling met in the field: `HWTC12345678`, `HWTC-12345678`, `HWTC:12345678`, `4857544312345678`,
 * `0x4857544312345678`, `48 57 54 43 12 34 56 78`, `4857544312345678 (HWTC-12345678)`, lower case, spaces around,
 * 8 octets. `undefined` for anything else, a bracketed form that contradicts its digits included.
 */
export function tryParseSerialNumber(value: string | Uint8Array): ParsedSerialNumber | undefined {
  const raw = typeof value === 'string' ? value : hex(value);
  let text = raw.trim();
  if (spacedOctets.test(text)) text = text.replace(/[ :]/g, '');

  const ofHex = hexForm.exec(text);
  const [, vendor = '', tail = '', bracketed] = ofHex ?? readableForm.exec(text) ?? [];
  const vendorId = (ofHex ? fourCharacters(vendor) : vendor).toUpperCase();
  if (!vendorShape.test(vendorId)) return undefined;
  const serialNumber = vendorId + tail.toUpperCase();
  if (bracketed !== undefined && !sameSerialNumber(bracketed, serialNumber)) return undefined;
  return { serialNumber, vendorId, raw };
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

/**
 * The 16 hexadecimal digits a CLI or SNMP wants: `HWTC12345678` gives `4857544312345678`.
 * @throws ValidationError (`not_a_serial_number`)
 */
export function serialNumberToHex(value: string): string {
  const { serialNumber, vendorId } = parseSerialNumber(value);
  return hex(Uint8Array.from(vendorId, (character) => character.charCodeAt(0))) + serialNumber.slice(4);
}

/**
 * The 8 octets of a serial number, as OMCI and SNMP carry it.
 * @throws ValidationError (`not_a_serial_number`)
 */
export function serialNumberOctets(value: string): Uint8Array {
  return octets(serialNumberToHex(value));
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

function fourCharacters(hexDigits: string): string {
  const bits = Number.parseInt(hexDigits, 16);
  return String.fromCharCode(bits >>> 24, (bits >>> 16) & 0xff, (bits >>> 8) & 0xff, bits & 0xff);
}

function octets(hexDigits: string): Uint8Array {
  return Uint8Array.from(hexDigits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (octet) => octet.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}
