import type { Random } from '../ports/random.ts';

/** Bytes that look random and are the same for the same seed (mulberry32). For tests only: anyone can guess them. */
export function createSeededRandom(seed: number): Random {
  let state = seed;
  const nextByte = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) & 0xff;
  };
  return (bytes) => bytes.map(nextByte);
}
