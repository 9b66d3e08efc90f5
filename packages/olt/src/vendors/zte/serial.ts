import { readDeviceSerialNumber, tryParseSerialNumber } from '@field/core';
import { badRequest } from '../../toolkit/check-request.ts';

/** A serial number in a row, and what the device printed where that differs. */
export interface RowSerial {
  readonly serialNumber: string | null;
  readonly serialNumberText: string | null;
}

/** Reads a serial number as a screen or an agent spells it; one that is none is kept as it was spelled. */
export function readSerial(spelled: string | Uint8Array | null): RowSerial {
  if (spelled === null || isNothing(spelled)) return { serialNumber: null, serialNumberText: null };
  const { serialNumber, raw } = readDeviceSerialNumber(spelled);
  return { serialNumber, serialNumberText: raw.trim() === serialNumber ? null : raw.trim() };
}

function isNothing(spelled: string | Uint8Array): boolean {
  return typeof spelled === 'string'
    ? /^[-0\s]*$|^N\/A$/i.test(spelled.trim())
    : spelled.every((octet) => octet === 0);
}

/** How a command spells a serial number: four letters and eight digits, as every screen shows it. @throws FieldError `olt.bad_request` */
export function spellSerial(serialNumber: string, field = 'serialNumber'): string {
  const parsed = tryParseSerialNumber(serialNumber);
  if (parsed && /^[A-Z0-9]{12}$/.test(parsed.serialNumber)) return parsed.serialNumber;
  // A few makers end theirs in letters; those go as they are.
  const text = serialNumber.trim();
  if (/^[A-Za-z0-9]{12}$/.test(text)) return text;
  throw badRequest(field, 'must be an ONU serial number such as {example}', { example: 'ZTEGC0123456' });
}
