import {
  judgeSignal,
  type LinkLimits,
  type MissingReason,
  type OnuAddress,
  type OnuSignal,
  type OpticalClass,
  type SignalQuality,
} from '@field/core';
import { isPlausibleDbm, parseDbm } from '@field/core/readings';

/** One measured value, or why there is none. */
export type Reading = { readonly value: number } | { readonly missing: MissingReason };

/** The readings of one ONU's optics; one that is left out was not reported. */
export type SignalReadings = { readonly [Name in ReadingName]?: Reading };

export const readingNames = [
  'rxAtOnuDbm',
  'txAtOnuDbm',
  'rxAtOltDbm',
  'temperatureCelsius',
  'voltageVolts',
  'biasMilliamps',
  'distanceMetres',
] as const satisfies readonly (keyof SignalQuality['missing'])[];
export type ReadingName = (typeof readingNames)[number];

/** What no optical module of an ONU can measure is no reading. Wider than any data sheet, narrower than "all ones". */
const plausible: Readonly<Record<ReadingName, (value: number) => boolean>> = {
  rxAtOnuDbm: isPlausibleDbm,
  txAtOnuDbm: isPlausibleDbm,
  rxAtOltDbm: isPlausibleDbm,
  temperatureCelsius: (value) => value >= -60 && value <= 120,
  voltageVolts: (value) => value > 0 && value <= 20,
  biasMilliamps: (value) => value >= 0 && value <= 200,
  distanceMetres: (value) => Number.isInteger(value) && value >= 0 && value <= 100_000,
};

/** Judges one number a device gave; null is its own "no value". */
export function toReading(name: ReadingName, value: number | null): Reading {
  if (value === null) return { missing: 'notReported' };
  return plausible[name](value) ? { value } : { missing: 'implausible' };
}

/**
 * Reads one cell or value: a number, or an empty text or dashes for none.
 * @returns undefined where the text is neither
 */
export function readReading(name: ReadingName, text: string | null): Reading | undefined {
  const spelled = (text ?? '').trim();
  if (/^-*$/.test(spelled)) return { missing: 'notReported' };
  const value = name.endsWith('Dbm') ? parseDbm(spelled) : readNumber(spelled);
  return value === undefined ? undefined : toReading(name, value);
}

function readNumber(text: string): number | undefined {
  return /^[+-]?\d{1,9}(?:\.\d{1,9})?$/.test(text) ? Number(text) : undefined;
}

/** The readings of an ONU of which nothing can be measured, all for the same reason. */
export function noReadings(reason: MissingReason): SignalReadings {
  return Object.fromEntries(readingNames.map((name) => [name, { missing: reason }]));
}

/** Puts readings into a signal row, judged against `limits` (GPON class B+ unless told). */
export function toOnuSignal(
  address: OnuAddress,
  readings: SignalReadings,
  measuredAt: string,
  limits?: OpticalClass | LinkLimits,
): OnuSignal {
  const missing: { [Name in ReadingName]?: MissingReason } = {};
  const value = (name: ReadingName): number | null => {
    const reading = readings[name] ?? { missing: 'notReported' };
    if ('value' in reading) return reading.value;
    missing[name] = reading.missing;
    return null;
  };
  const values = {
    rxAtOnuDbm: value('rxAtOnuDbm'),
    txAtOnuDbm: value('txAtOnuDbm'),
    rxAtOltDbm: value('rxAtOltDbm'),
    temperatureCelsius: value('temperatureCelsius'),
    voltageVolts: value('voltageVolts'),
    biasMilliamps: value('biasMilliamps'),
    distanceMetres: value('distanceMetres'),
  };
  return { address, ...values, quality: judgeSignal(values, { limits, missing }), measuredAt };
}
