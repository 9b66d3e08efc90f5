import { createHash, timingSafeEqual } from 'node:crypto';
import type {
  FailedLogin,
  LoginRecord,
  SimulatedAccounts,
  TerminalAccess,
} from '../contract/simulated-accounts.ts';

/** A user of the simulated OLT. */
export interface SimulatedUser {
  readonly name: string;
  readonly password: string;
  /** How many sessions of this user may be open at once. */
  readonly maxLogins: number;
  readonly level: 'admin' | 'common';
}

const failuresBeforeLock = 3;
const lockMs = 15 * 60_000;
/** Bounds what a guessing client can make the device remember. */
const rememberedPlaces = 50;

interface Account extends SimulatedUser {
  open: number;
  failures: number;
  lockedUntil: number;
  lastLogin: LoginRecord | null;
}

const digest = (text: string) => createHash('sha256').update(text).digest();

/** The accounts of one OLT; three wrong passwords in a row lock an account for 15 minutes. */
export class Accounts implements SimulatedAccounts {
  readonly #accounts = new Map<string, Account>();
  readonly #failed = new Map<string, FailedLogin>();
  readonly #now: () => Date;

  constructor(users: readonly SimulatedUser[], now: () => Date) {
    this.#now = now;
    for (const user of users) {
      const fresh = { open: 0, failures: 0, lockedUntil: 0, lastLogin: null };
      this.#accounts.set(user.name, { ...user, ...fresh });
    }
  }

  check(
    name: string,
    password: string,
    access: TerminalAccess,
    from: string,
  ): 'accepted' | 'refused' | 'locked' {
    const account = this.#accounts.get(name);
    if (account && account.lockedUntil > this.#now().getTime()) return 'locked';
    const accepted =
      timingSafeEqual(digest(password), digest(account?.password ?? '')) && account !== undefined;
    if (accepted) {
      account.failures = 0;
      return 'accepted';
    }
    this.#remember(access, from);
    if (!account) return 'refused';
    account.failures += 1;
    if (account.failures >= failuresBeforeLock) {
      account.failures = 0;
      account.lockedUntil = this.#now().getTime() + lockMs;
    }
    return 'refused';
  }

  enter(name: string, access: TerminalAccess, from: string): (() => void) | null {
    const account = this.#accounts.get(name);
    if (!account || account.open >= account.maxLogins) return null;
    account.open += 1;
    const record: LoginRecord = { access, from, at: this.#now(), leftAt: null };
    let left = false;
    return () => {
      if (left) return;
      left = true;
      record.leftAt = this.#now();
      account.lastLogin = record;
      account.open -= 1;
    };
  }

  level(name: string): 'admin' | 'common' {
    return this.#accounts.get(name)?.level ?? 'common';
  }

  lastLogin(name: string): LoginRecord | null {
    return this.#accounts.get(name)?.lastLogin ?? null;
  }

  failedLogins(): readonly FailedLogin[] {
    return [...this.#failed.values()].sort((a, b) => b.at.getTime() - a.at.getTime());
  }

  /** Whether the account exists, for authentication by key. */
  has(name: string): boolean {
    return this.#accounts.has(name);
  }

  /** Sessions open now, of all users. */
  get openSessions(): number {
    let open = 0;
    for (const account of this.#accounts.values()) open += account.open;
    return open;
  }

  #remember(access: TerminalAccess, from: string): void {
    const key = `${access} ${from}`;
    const known = this.#failed.get(key);
    if (known) {
      known.at = this.#now();
      known.times += 1;
    } else if (this.#failed.size < rememberedPlaces) {
      this.#failed.set(key, { access, from, at: this.#now(), times: 1 });
    }
  }
}
