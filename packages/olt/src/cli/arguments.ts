import { type Onu, parseOnuAddress, parsePonPort, parseSerialNumber, tryParsePonPort } from '@field/core';
import { oltError } from '../contract/errors.ts';
import type { PortScope } from '../contract/operations.ts';
import type { Olt } from '../driver/olt.ts';
import { cliError } from './cli-error.ts';

/** `--port 0/1/2` as a scope; the whole OLT where it is not given. */
export function portScope(port: string | undefined): PortScope {
  return port === undefined ? {} : { at: parsePonPort(port) };
}

/** True when the text names a PON port. */
export function tryPortArgument(text: string): boolean {
  return tryParsePonPort(text) !== undefined;
}

/**
 * The ONU a person names by its place (`0/1/2:3`) or its serial number.
 * @throws FieldError `olt.onu_not_found`, or `core.invalid_input` for what is neither
 */
export async function findOnuArgument(olt: Olt, text: string, signal: AbortSignal): Promise<Onu> {
  if (text.includes('/')) {
    return olt.readOnu({ address: parseOnuAddress(text) }, { signal });
  }
  const { serialNumber } = parseSerialNumber(text);
  const onu = await olt.findOnu({ serialNumber }, { signal });
  if (!onu) throw oltError('olt.onu_not_found', { onu: serialNumber });
  return onu;
}

/** An argument parser for whole numbers within bounds. */
export function wholeNumber(argument: string, min: number, max: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < min || number > max) {
      throw cliError('cli.bad_argument', { argument, reason: `a whole number from ${min} to ${max}` });
    }
    return number;
  };
}
