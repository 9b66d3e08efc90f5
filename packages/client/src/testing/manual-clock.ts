import type { Clock } from '../ports/clock.ts';

/** A clock that stands still until it is told to go on. */
export interface ManualClock extends Clock {
  /** Moves time on and runs what falls due, in its order. */
  advance(ms: number): void;
  /** Milliseconds until the next thing falls due; `null` where nothing is scheduled. */
  untilNext(): number | null;
}

/** @param startsAt ISO 8601 */
export function createManualClock(startsAt: string): ManualClock {
  let now = Date.parse(startsAt);
  const due = new Set<{ readonly at: number; readonly run: () => void }>();

  function next(until: number) {
    return [...due].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  }

  return {
    now: () => now,
    schedule(delayMs, run) {
      const entry = { at: now + delayMs, run };
      due.add(entry);
      return () => due.delete(entry);
    },
    untilNext: () => (due.size === 0 ? null : Math.max(0, Math.min(...[...due].map(({ at }) => at)) - now)),
    advance(ms) {
      const until = now + ms;
      for (let entry = next(until); entry; entry = next(until)) {
        due.delete(entry);
        now = entry.at;
        entry.run();
      }
      now = until;
    },
  };
}
