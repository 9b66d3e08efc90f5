import { tryParseSerialNumber } from '@field/core';
import type { Arguments } from '../arguments.ts';

/** A serial in 16 hexadecimal digits or in 12 characters; with a hyphen the device refuses it. */
export function readSerial(args: Arguments): string {
  return args.shaped(
    'sn-value<S><Length 12-16>',
    (text) =>
      /^[0-9a-f]{16}$|^[!-~]{4}[0-9a-f]{8}$/i.test(text)
        ? tryParseSerialNumber(text)?.serialNumber
        : undefined,
    '',
  );
}
