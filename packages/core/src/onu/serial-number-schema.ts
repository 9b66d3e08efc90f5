import * as z from 'zod/mini';
import { tryParseSerialNumber } from './serial-number.ts';

/** A serial number in requests: any spelling in, the normal form out. A plain string in JSON Schema. */
export const SerialNumber = serialNumber();
export type SerialNumber = string;

/* @__NO_SIDE_EFFECTS__ */
function serialNumber(): z.ZodMiniString {
  return z.string().check(
    z.maxLength(128),
    z.check((payload) => {
      const parsed = tryParseSerialNumber(payload.value);
      if (parsed) payload.value = parsed.serialNumber;
      else
        payload.issues.push({
          code: 'custom',
          input: payload.value,
          params: { code: 'not_a_serial_number' },
        });
    }),
  );
}
