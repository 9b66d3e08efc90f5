import { readDeviceSerialNumber, serialNumberToHex, tryParseSerialNumber } from '@field/core';
import { badRequest } from '../../toolkit/check-request.ts';

/** A serial number in a row, and what the device printed where that differs. */
export interface RowSerial {
  readonly serialNumber: string | null;
  readonly serialNumberText: string | null;
}

/**
 * Reads a serial number as a screen or an agent spells it; one that is none is kept as it was spelled. Dashes, an empty text and
 * zeros are no serial number: an ONU known by password or LOID that was never online has none.
 */
export function readSerial(spelled: string | Uint8Array | null): RowSerial {
  if (spelled === null || isNothing(spelled)) return { serialNumber: null, serialNumberText: null };
  const { serialNumber, raw } = readDeviceSerialNumber(spelled);
  return { serialNumber, serialNumberText: raw.trim() === serialNumber ? null : raw.trim() };
}

function isNothing(spelled: string | Uint8Array): boolean {
  return typeof spelled === 'string' ? /^[-0\s]*$/.test(spelled) : spelled.every((octet) => octet === 0);
}

/**
 * How a command spells a serial number: 16 hexadecimal digits, which every firmware takes. A few makers end theirs in letters; those
 * go as they are.
 * @throws FieldError `olt.bad_request`
 */
export function spellSerial(serialNumber: string, field = 'serialNumber'): string {
  if (tryParseSerialNumber(serialNumber)) return serialNumberToHex(serialNumber);
  const text = serialNumber.trim();
  if (/^[A-Za-z0-9]{12}$/.test(text)) return text;
  throw badRequest(field, 'must be an ONU serial number such as {example}', { example: 'HWTC12345678' });
}
