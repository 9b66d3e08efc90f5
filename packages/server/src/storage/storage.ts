import type { Company, Locale, Person, Schedule } from '@field/core';
import type { Role } from '@field/core/dispatch';
import type { BackendStore } from '../backends/backend-store.ts';
import type { EvidenceFiles } from '../evidence/evidence-files.ts';
import type { TenantRecords } from '../import/tenant-import.ts';
import type { OnuJobRef } from '../onu-jobs/stored-onu-job.ts';
import type { Page, PageRequest } from './page.ts';
import type { Scope, Store } from './store.ts';

/** The one port to the database. Every accepted change is one `change`, which is one durable transaction. */
export interface Storage {
  /** What is known before anybody has signed in. */
  readonly directory: Directory;
  readonly sessions: SessionStore;
  readonly loginAttempts: LoginAttempts;
  readonly dispatch: Dispatch;
  readonly evidenceFiles: EvidenceFiles;
  readonly jobBoard: JobBoard;
  /** What a tenant shares with other systems. */
  backends(tenantId: string): BackendStore;
  /** Reads as one technician. */
  as(scope: Scope): Store;
  /**
   * Runs `work` in one transaction; everything is undone when it rejects. Changes of a tenant run one at a time. Where all that one
   * reads to decide and writes hangs on `names`, it may run beside others that have none of them; `work` may be run a second
   * time then, after all it did was undone.
   */
  change<T>(scope: Scope, work: (store: Store) => Promise<T>, names?: readonly string[]): Promise<T>;
  /** Adds a tenant with all it holds, in one transaction; rows whose id exists are left as they are. */
  importTenant(tenant: TenantRecords): Promise<void>;
  /** To be called once after the database was set back to an older state, before anything is served from it. */
  markRestored(now: string): Promise<void>;
  /** Throws away what has expired, and lets the engine look at how its tables have grown; to be called now and then. */
  tidy(now: string, signal: AbortSignal): Promise<void>;
  /** Rejects where the database does not answer; with `writes`, where it or the folder of evidence takes no small write, too. */
  check(options?: { readonly writes: boolean }): Promise<void>;
  close(): Promise<void>;
}

export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly locale: Locale;
  readonly companies: readonly Company[];
}

/** A technician's stored login; `passwordHash` as `hashPassword` wrote it. */
export interface StoredLogin {
  readonly technician: Person;
  readonly passwordHash: string;
  readonly companies: readonly Company[];
}

export interface Directory {
  /** By a domain in the form `normalizeDomain` gives; a port that is not registered is ignored. */
  findTenantByDomain(domain: string): Promise<Tenant | null>;
  findTenant(tenantId: string): Promise<Tenant | null>;
  /** The ids of all. */
  listTenants(): Promise<string[]>;
  /** By user name; case does not matter. */
  findLogin(tenantId: string, username: string): Promise<StoredLogin | null>;
}

/** What the provider's side does with a ticket; each is one transaction. False where the tenant has no such ticket. */
export interface Dispatch {
  /** Gives a ticket to a technician, or to nobody. */
  assign(tenantId: string, ticketId: string, technicianId: string | null, now: string): Promise<boolean>;
  schedule(tenantId: string, ticketId: string, schedule: Schedule | null, now: string): Promise<boolean>;
  cancel(tenantId: string, ticketId: string, now: string): Promise<boolean>;
}

/** What waits for somebody to work on it, over all tenants. */
export interface JobBoard {
  /** ONU jobs nobody works on: queued ones, and running ones whose process was not heard of for too long. Oldest first. */
  listUnheldOnuJobs(now: string): Promise<OnuJobRef[]>;
  /** To be called when a process starts: jobs of a process that must be gone are held by nobody from now on. */
  freeOnuJobs(): Promise<void>;
}

/** How often logins were tried under one rule. */
export interface AttemptCount {
  readonly attempts: number;
  /** No attempt is let through before. */
  readonly blockedUntil: string;
  readonly lastAt: string;
}

/** Counts of logins by what they are counted under, shared by all servers on the database. Holds hashes, no names. */
export interface LoginAttempts {
  /**
   * Reads the counts of some rules and writes what `change` makes of them, null to forget one. Of two that share a rule, the second
   * sees what the first has written. Counts not touched since `forgetBefore` are not there.
   */
  change(
    tenantId: string,
    rules: readonly string[],
    change: (counts: readonly (AttemptCount | null)[]) => readonly (AttemptCount | null)[],
    forgetBefore: string,
  ): Promise<void>;
}

/** Who is signed in. */
export interface SignedIn {
  readonly sessionId: string;
  readonly scope: Scope;
  readonly technician: Person;
  readonly company: Company;
  /** As it is now: who loses a role loses it with the next request. */
  readonly role: Role;
  /** The tenant's last change a technician may see, as this request began. */
  readonly revision: number;
  /** Since which restore versions are counted; empty where there was none. */
  readonly epoch: string;
}

/** A sign-in that is still good. */
export interface OpenSession {
  readonly id: string;
  readonly company: Company;
  readonly openedAt: string;
  /** When it ends unless it is used before. */
  readonly expiresAt: string;
}

/** A freshly minted pair of tokens; only hashes are stored. */
export interface StoredTokens {
  readonly accessHash: string;
  readonly accessExpiresAt: string;
  readonly refreshHash: string;
  readonly refreshExpiresAt: string;
}

export type RotationResult =
  | { readonly kind: 'rotated'; readonly signedIn: SignedIn }
  | { readonly kind: 'unknown' | 'expired' | 'ended' | 'reused' };

export interface SessionStore {
  /**
   * Null where the person has another password than the one looked at by now, or may not sign in for the company any more: looking
   * at a password takes its time.
   */
  open(scope: Scope, tokens: StoredTokens, passwordHash: string, now: string): Promise<SignedIn | null>;
  /** Null for a token nobody holds; `expired` for one that was good. */
  findByAccessHash(accessHash: string, now: string): Promise<SignedIn | 'expired' | 'ended' | null>;
  /**
   * Trades a refresh token for `next`. A token is good once: a second use ends the whole session, unless it is the
   * retry of the same request (`retryKey`) and nothing of the first answer was ever used. Where a tenant is named, tokens of others are
   * unknown, and stay as they are.
   */
  rotate(
    refreshHash: string,
    next: StoredTokens,
    retryKey: string | null,
    tenantId: string | null,
    now: string,
  ): Promise<RotationResult>;
  /** The technician's sessions that can still be used, newest first. @throws ValidationError (field `cursor`) */
  list(scope: Scope, now: string, page: PageRequest): Promise<Page<OpenSession>>;
  /** Whether {@link list} has it. */
  isOpen(scope: Scope, sessionId: string, now: string): Promise<boolean>;
  /** Ends one of the technician's own sessions; false where there is none with this id. */
  revoke(scope: Scope, sessionId: string, now: string): Promise<boolean>;
  end(scope: Scope, sessionId: string, now: string): Promise<void>;
}
