import { readAs, textLength } from '../schema/checks.ts';
import { string } from '../schema/schema.ts';
import { tryParseSerialNumber } from './serial-number.ts';

/** A serial number in requests: any spelling in, the normal form out. A plain string in JSON Schema. */
export const SerialNumber = serialNumber();
export type SerialNumber = string;

/* @__NO_SIDE_EFFECTS__ */
function serialNumber() {
  return string(
    textLength(128),
    readAs((value) => tryParseSerialNumber(value)?.serialNumber, 'not_a_serial_number'),
  );
}
