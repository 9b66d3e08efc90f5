/** Time as the client sees it, so that a test can hold it still. */
export interface Clock {
  /** Milliseconds since 1970 in UTC. */
  now(): number;
  /** Runs `run` once after `delayMs`; the answer takes it back. */
  schedule(delayMs: number, run: () => void): () => void;
}

/** `setTimeout` keeps its delay in 31 bits; more than that fires at once. */
const longestDelayMs = 2 ** 31 - 1;

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(delayMs, run) {
    const timer = setTimeout(run, Math.min(delayMs, longestDelayMs));
    return () => clearTimeout(timer);
  },
};
