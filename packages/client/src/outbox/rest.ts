import type { Clock } from '../ports/clock.ts';

/** The time a server asked to be left alone for: neither a trigger nor a person cuts it short. */
export interface Rest {
  /** Leaves the server alone for so long; a longer rest that runs already stays. */
  impose(ms: number): void;
  readonly isOn: boolean;
  stop(): void;
}

/** Nobody means more than that. */
const longestMs = 3_600_000;

/** @param onEnd is called when a rest is over */
export function createRest(clock: Clock, onEnd: () => void): Rest {
  const running = new Set<() => void>();
  return {
    impose(ms) {
      const stop = clock.schedule(Math.min(ms, longestMs), () => {
        running.delete(stop);
        if (running.size === 0) onEnd();
      });
      running.add(stop);
    },
    get isOn() {
      return running.size > 0;
    },
    stop() {
      for (const stop of running) stop();
      running.clear();
    },
  };
}
