import {
  type Onu,
  type OnuAddress,
  parseOnuAddress,
  parsePonPort,
  parseSerialNumber,
  resolveLocale,
} from '@field/core';
import { oltError } from '../contract/errors.ts';
import type { PortScope } from '../contract/operations.ts';
import type { Olt } from '../driver/olt.ts';
import { cliError } from './cli-error.ts';

/** An ONU as a person names it. */
export type OnuName = { readonly address: OnuAddress } | { readonly serialNumber: string };

/** `--port 0/1/2` as a scope; the whole OLT where it is not given. */
export function portScope(port: string | undefined): PortScope {
  return port === undefined ? {} : { at: parsePonPort(port) };
}

/** Reads `0/1/2:3` or a serial number. @throws ValidationError for what is neither */
export function onuName(text: string): OnuName {
  if (text.includes('/')) return { address: parseOnuAddress(text) };
  return { serialNumber: parseSerialNumber(text).serialNumber };
}

/** The ONU of that name. @throws FieldError `olt.onu_not_found` */
export async function findNamedOnu(olt: Olt, name: OnuName, signal: AbortSignal): Promise<Onu> {
  if ('address' in name) return olt.readOnu({ address: name.address }, { signal });
  const onu = await olt.findOnu(name, { signal });
  if (!onu) throw oltError('olt.onu_not_found', { onu: name.serialNumber });
  return onu;
}

/** How an ONU that was found is named in a write: by its place, and by who stands there. */
export function writeReference({ address, serialNumber, issues }: Onu) {
  const certain = serialNumber !== null && !issues.some(({ field }) => field === 'serialNumber');
  return { address, ...(certain ? { serialNumber } : {}) };
}

/** An option parser for whole numbers within bounds. */
export function wholeNumber(argument: string, min: number, max: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < min || number > max) {
      throw cliError('cli.bad_argument', { argument, reason: `a whole number from ${min} to ${max}` });
    }
    return number;
  };
}

/** What `--lang` takes. */
export function language(value: string): string {
  if (!/^(?:en|pt|es)(?:[-_.].*)?$/i.test(value))
    throw cliError('cli.bad_argument', { argument: '--lang', reason: 'en, pt-BR or es' });
  return resolveLocale(value);
}
