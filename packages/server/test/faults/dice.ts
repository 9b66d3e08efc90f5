/** Chance that is the same for the same seed (mulberry32). */
export interface Dice {
  /** From 0 to below 1. */
  roll(): number;
  /** From `min` to `max`, both included. */
  whole(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  uuid(): string;
}

export function createDice(seed: number): Dice {
  let state = seed;
  const roll = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (min: number, max: number) => min + Math.floor(roll() * (max - min + 1));
  return {
    roll,
    whole,
    chance: (probability) => roll() < probability,
    pick<T>(items: readonly T[]) {
      return items[whole(0, items.length - 1)] as T;
    },
    uuid() {
      const hex = (length: number) => Array.from({ length }, () => whole(0, 15).toString(16)).join('');
      return `${hex(8)}-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(12)}`;
    },
  };
}
