import { foldUsername } from '../storage/directory.ts';
import type { AttemptCount, LoginAttempts } from '../storage/storage.ts';
import { authError } from './auth-errors.ts';

/** Slows down who guesses passwords. Counts live in the database: a restart forgives nothing, and several servers count together. */
export interface LoginThrottle {
  /**
   * Counts an attempt before its password is looked at, so that many at once cannot slip through.
   * @throws FieldError `server.login_throttled`, with `retryAfterSeconds`
   */
  begin(attempt: LoginAttempt): Promise<void>;
  /** The password was right: the attempts of this account from this address are forgotten. */
  succeeded(attempt: LoginAttempt): Promise<void>;
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

export function createLoginThrottle(store: LoginAttempts, now: () => number): LoginThrottle {
  function change(
    attempt: LoginAttempt,
    of: (count: AttemptCount | null, rule: Rule, at: number) => AttemptCount | null,
    look: (counts: readonly (AttemptCount | null)[], at: number) => void = () => {},
  ): Promise<void> {
    const at = now();
    const rules = rulesFor(attempt);
    return store.change(
      attempt.tenantId,
      rules.map(({ key }) => key),
      (counts) => {
        look(counts, at);
        return rules.map((rule, index) => of(counts[index] ?? null, rule, at));
      },
      isoOf(at - forgottenAfterMs),
    );
  }

  return {
    begin: (attempt) => change(attempt, countOne, refuseBlocked),
    succeeded: (attempt) =>
      change(attempt, (count, { isForgiven }) =>
        count === null || isForgiven ? null : { ...count, attempts: count.attempts - 1 },
      ),
  };
}

/** @throws FieldError `server.login_throttled` */
function refuseBlocked(counts: readonly (AttemptCount | null)[], at: number): void {
  const waits = counts.map((count) => (count?.blockedUntil ? Date.parse(count.blockedUntil) - at : 0));
  const wait = Math.max(...waits);
  if (wait > 0) throw authError('server.login_throttled', { retryAfterSeconds: Math.ceil(wait / 1000) });
}

function countOne(count: AttemptCount | null, { free }: Rule, at: number): AttemptCount {
  const attempts = (count?.attempts ?? 0) + 1;
  const over = attempts - free;
  const wait = Math.min(firstWaitMs * 2 ** Math.min(over, 20), longestWaitMs);
  const blockedUntil = over >= 0 ? isoOf(at + wait) : (count?.blockedUntil ?? '');
  return { attempts, blockedUntil, lastAt: isoOf(at) };
}

interface Rule {
  readonly key: string;
  readonly free: number;
  /** Whether a right password makes it as if nothing had been tried. */
  readonly isForgiven: boolean;
}

function rulesFor({ tenantId, username, address }: LoginAttempt): Rule[] {
  const account = [tenantId, foldUsername(username)];
  const { accountAtAddress, account: ofAccount, address: ofAddress } = freeAttempts;
  return [
    { key: JSON.stringify([...account, address]), free: accountAtAddress, isForgiven: true },
    { key: JSON.stringify(account), free: ofAccount, isForgiven: false },
    ...(address === '' ? [] : [{ key: JSON.stringify([address]), free: ofAddress, isForgiven: false }]),
  ];
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
