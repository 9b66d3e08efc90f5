import { type LinkLimits, type SignalBand, signalBand } from '../index.ts';
import { isPlausibleDbm, parseDbm } from './dbm.ts';

/** Who measured. The same fibre reads differently at each, so readings of different sources are never averaged. */
export type ReadingSource = 'onu' | 'olt' | 'powerMeter' | 'manual';

/** One optical power, with who measured it and when. */
export interface SignalReading {
  readonly source: ReadingSource;
  /** `null` where what was read can be no power. */
  readonly dbm: number | null;
  /** As it was written or printed. */
  readonly raw: string;
  /** ISO 8601. */
  readonly measuredAt: string;
}

/** Reads what a person typed or a device printed: `-21,5 dBm`, `−21.5`. What cannot be a power is `null`, never a guess. */
export function readSignal(raw: string, source: ReadingSource, measuredAt: string): SignalReading {
  const number = parseDbm(raw.slice(0, 100));
  return { source, dbm: number !== undefined && isPlausibleDbm(number) ? number : null, raw, measuredAt };
}

/** The newest reading of each source; sources that did not measure are left out. */
export function latestReadings(
  readings: readonly SignalReading[],
): Partial<Readonly<Record<ReadingSource, SignalReading>>> {
  const latest: Partial<Record<ReadingSource, SignalReading>> = {};
  for (const reading of readings) {
    const other = latest[reading.source];
    if (!other || Date.parse(reading.measuredAt) >= Date.parse(other.measuredAt))
      latest[reading.source] = reading;
  }
  return latest;
}

/** The band of a reading: the OLT's by its own receiver's limits, every other as light at the customer's end. */
export function judgeReading({ source, dbm }: SignalReading, limits: LinkLimits): SignalBand {
  return signalBand(dbm, source === 'olt' ? limits.rxAtOlt : limits.rxAtOnu);
}
