import type { Random } from '../ports/random.ts';

/** How long to wait between attempts, in milliseconds. */
export interface Backoff {
  /** The ceiling after the first failure; it doubles with each further one. 1,000 where left out. */
  readonly baseMs: number;
  /** The highest ceiling. 300,000 where left out. */
  readonly maxMs: number;
}

/**
 * Full jitter: any time from zero to a ceiling that doubles, so that a whole team coming back under one mast does not
 * knock at once. Never before the server wants to hear again.
 * @param failures so far, from 1
 */
export function waitMs(
  failures: number,
  { baseMs, maxMs }: Backoff,
  random: Random,
  retryAfterMs: number | null,
): number {
  const ceiling = Math.min(maxMs, baseMs * 2 ** Math.min(failures - 1, 30));
  return (retryAfterMs ?? 0) + Math.floor(fraction(random) * ceiling);
}

/** From 0 to below 1. */
function fraction(random: Random): number {
  const [a = 0, b = 0, c = 0, d = 0] = random(new Uint8Array(4));
  return (((a << 24) | (b << 16) | (c << 8) | d) >>> 0) / 2 ** 32;
}
