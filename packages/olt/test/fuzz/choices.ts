import { Random as Sequence } from '../../src/simulator/random.ts';

/** Choices from one seed: the same seed makes the same ones everywhere. */
export interface Choices {
  /** 0 up to, not including, `limit`. */
  below(limit: number): number;
  pick<T>(from: readonly T[]): T;
}

export function createChoices(seed: number): Choices {
  const sequence = new Sequence(seed);
  const below = (limit: number) => sequence.whole(0, limit - 1);
  return { below, pick: (from) => from[below(from.length)] as (typeof from)[number] };
}
