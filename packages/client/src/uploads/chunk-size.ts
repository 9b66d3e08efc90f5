/** The smallest piece, and the first: what a broken connection costs at most. */
export const smallestChunk = 8_000;

const largestChunk = 4_000_000;

/** A piece takes about so long: long enough to be worth its request, short enough to lose little where the line drops. */
const targetMs = 2_500;

/** How large the next piece is, by how long the last one took; at most twice as large. */
export function nextChunk(lastBytes: number, tookMs: number): number {
  const fitting = tookMs > 0 ? (lastBytes * targetMs) / tookMs : largestChunk;
  return Math.round(Math.min(largestChunk, lastBytes * 2, Math.max(smallestChunk, fitting)));
}
