import { authError } from './auth-errors.ts';

/** Slows down who guesses passwords. Counts live in memory: a restart forgives, a flood cannot fill a table. */
export interface LoginThrottle {
  /**
   * Counts an attempt before its password is looked at, so that many at once cannot slip through.
   * @throws FieldError `server.login_throttled`, with `retryAfterSeconds`
   */
  begin(attempt: LoginAttempt): void;
  /** The password was right: the attempts of this account from this address are forgotten. */
  succeeded(attempt: LoginAttempt): void;
}

export interface LoginAttempt {
  readonly tenantId: string;
  readonly username: string;
  /** The caller's network address; empty where it is not known. */
  readonly address: string;
}

/**
 * Free attempts before each rule makes wait. An account is held mostly together with an address, so that nobody can
 * lock a technician out from elsewhere.
 */
const freeAttempts = { accountAtAddress: 5, account: 50, address: 100 } as const;
const firstWaitMs = 15_000;
const longestWaitMs = 15 * 60_000;
const forgottenAfterMs = 60 * 60_000;
const maxCounters = 10_000;

interface Counter {
  attempts: number;
  blockedUntil: number;
  last: number;
}

export function createLoginThrottle(now: () => number): LoginThrottle {
  const counters = new Map<string, Counter>();

  function count(key: string, free: number, at: number): void {
    const previous = counters.get(key);
    const counter =
      previous && at - previous.last < forgottenAfterMs
        ? previous
        : { attempts: 0, blockedUntil: 0, last: at };
    counter.attempts += 1;
    counter.last = at;
    const over = counter.attempts - free;
    if (over >= 0) counter.blockedUntil = at + Math.min(firstWaitMs * 2 ** Math.min(over, 20), longestWaitMs);
    counters.delete(key);
    counters.set(key, counter);
    const [oldest] = counters.keys();
    if (counters.size > maxCounters && oldest !== undefined) counters.delete(oldest);
  }

  return {
    begin(attempt) {
      const at = now();
      const rules = rulesFor(attempt);
      const wait = Math.max(...rules.map(([key]) => (counters.get(key)?.blockedUntil ?? 0) - at));
      if (wait > 0) {
        throw authError('server.login_throttled', { retryAfterSeconds: Math.ceil(wait / 1000) });
      }
      for (const [key, free] of rules) count(key, free, at);
    },
    succeeded(attempt) {
      const [[accountAtAddress]] = rulesFor(attempt);
      counters.delete(accountAtAddress);
      for (const [key] of rulesFor(attempt).slice(1)) {
        const counter = counters.get(key);
        if (counter) counter.attempts -= 1;
      }
    },
  };
}

type Rule = readonly [key: string, free: number];

function rulesFor({ tenantId, username, address }: LoginAttempt): readonly [Rule, ...Rule[]] {
  const account = [tenantId, username.trim().toLowerCase()];
  const everywhere: Rule[] = address === '' ? [] : [[JSON.stringify([address]), freeAttempts.address]];
  return [
    [JSON.stringify([...account, address]), freeAttempts.accountAtAddress],
    [JSON.stringify(account), freeAttempts.account],
    ...everywhere,
  ];
}
