import type { BandLimits, LinkLimits, OpticalClass } from './link-limits.ts';
import type { MissingReason, OnuSignal, SignalBand, SignalQuality } from './signal.ts';

/**
 * Limits shipped with the project; a provider replaces them with its own. The ends of each window are the class's
 * receiver window (ITU-T G.984.2 for GPON B+ and C+, G.9807.1 for XGS-PON; EPON from ONU data sheets); where `good`
 * ends is field practice, about 2 dB before sensitivity.
 */
export const signalLimits: Readonly<Record<OpticalClass, LinkLimits>> = {
  'gpon/B+': {
    rxAtOnu: { overload: -8, good: -25, attention: -27 },
    rxAtOlt: { overload: -8, good: -26, attention: -28 },
  },
  'gpon/C+': {
    rxAtOnu: { overload: -8, good: -27, attention: -30 },
    rxAtOlt: { overload: -12, good: -30, attention: -32 },
  },
  'xgspon/N1': { rxAtOnu: { overload: -9, good: -25, attention: -28 }, rxAtOlt: null },
  'xgspon/N2': { rxAtOnu: { overload: -9, good: -25, attention: -28 }, rxAtOlt: null },
  'epon/PX20+': { rxAtOnu: { overload: -3, good: -25, attention: -27 }, rxAtOlt: null },
};

/** The band of one received power; `unknown` without a reading or without limits. */
export function signalBand(dbm: number | null, limits: BandLimits | null): SignalBand {
  if (dbm === null || limits === null) return 'unknown';
  if (dbm > limits.overload) return 'overload';
  if (dbm >= limits.good) return 'good';
  return dbm >= limits.attention ? 'attention' : 'critical';
}

type Readings = Pick<OnuSignal, 'rxAtOnuDbm' | 'rxAtOltDbm'> & Partial<OnuSignal>;

const worstFirst: readonly SignalBand[] = ['critical', 'overload', 'attention', 'good'];

/**
 * Judges the readings of one ONU: a band for each end, the worse of the two as `overall` (`unknown` when neither
 * end has one), and why readings are missing.
 *
 * @param limits a class of {@link signalLimits}, or limits of the provider's own; GPON B+ when left out
 */
export function judgeSignal(
  readings: Readings,
  options: {
    readonly limits?: OpticalClass | LinkLimits | undefined;
    readonly missing?: SignalQuality['missing'] | undefined;
  } = {},
): SignalQuality {
  const { limits = 'gpon/B+', missing = {} } = options;
  const { rxAtOnu, rxAtOlt } = typeof limits === 'string' ? signalLimits[limits] : limits;
  const onu = signalBand(readings.rxAtOnuDbm, rxAtOnu);
  const olt = signalBand(readings.rxAtOltDbm, rxAtOlt);
  return {
    overall: worstFirst.find((band) => band === onu || band === olt) ?? 'unknown',
    rxAtOnu: onu,
    rxAtOlt: olt,
    missing: reasonsFor(readings, missing),
  };
}

const readingNames = [
  'rxAtOnuDbm',
  'txAtOnuDbm',
  'rxAtOltDbm',
  'temperatureCelsius',
  'voltageVolts',
  'biasMilliamps',
  'distanceMetres',
] as const;

/** The reasons of the readings that are `null`; a missing one without a reason was not reported. */
function reasonsFor(readings: Readings, given: SignalQuality['missing']): SignalQuality['missing'] {
  const reasons: { -readonly [Name in (typeof readingNames)[number]]?: MissingReason } = {};
  for (const name of readingNames) {
    if (readings[name] === null) reasons[name] = given[name] ?? 'notReported';
  }
  return reasons;
}
