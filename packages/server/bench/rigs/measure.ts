/** What a bench tells of one number; see scripts/bench.mjs. */
export interface Measure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly limit?: number;
  readonly atLeast?: number;
}

/** `FIELD_BENCH=full` takes its time. */
export const isFull = process.env.FIELD_BENCH === 'full';

/** The value below which `part` of all lie. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** p50 and p99 of times in milliseconds, as measures without a limit. */
export function spread(name: string, times: readonly number[]): Measure[] {
  return [
    { name: `${name}, p50`, value: percentile(times, 0.5), unit: 'ms' },
    { name: `${name}, p99`, value: percentile(times, 0.99), unit: 'ms' },
  ];
}
