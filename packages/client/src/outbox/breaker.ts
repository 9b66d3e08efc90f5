/**
 * Whether a host is asked at all. `closed`: as usual. `open`: nobody asks, a timer runs. `probing`: one change at a
 * time, until the host answers.
 */
export interface Breaker {
  readonly phase: 'closed' | 'open' | 'probing';
  /** Failures in a row, of all tickets together. */
  readonly failures: number;
}

export const closedBreaker: Breaker = { phase: 'closed', failures: 0 };

/** How many failures in a row open it. */
const threshold = 5;

/** Any sensible answer, a refusal too, shows that the host is there. */
export function afterAttempt(breaker: Breaker, hostFailed: boolean): Breaker {
  if (!hostFailed) return closedBreaker;
  const failures = breaker.failures + 1;
  const opens = breaker.phase !== 'closed' || failures >= threshold;
  return { phase: opens ? 'open' : 'closed', failures };
}

/** The timer is over, or a person asked. */
export function probed(breaker: Breaker): Breaker {
  return breaker.phase === 'open' ? { ...breaker, phase: 'probing' } : breaker;
}
