import type { Company, Person, Session } from '@field/core';
import type { Clock } from '../ports/clock.ts';
import { notify } from '../ports/notify.ts';

/** Who is signed in, without the tokens. */
export interface SignedIn {
  readonly technician: Person;
  readonly company: Company;
  readonly tenantId: string;
}

/**
 * Where the sign-in stands: `unknown` until the storage was read; `expired` where the server took it back and the same
 * technician has to sign in again.
 */
export type SessionSnapshot =
  | { readonly status: 'unknown' | 'signedOut'; readonly session: null }
  | { readonly status: 'signedIn' | 'expired'; readonly session: SignedIn };

/** A value that changes, in the shape every UI library can follow, React's `useSyncExternalStore` directly. */
export interface SessionStore {
  /** Calls `listener` after every change; the answer ends that. */
  subscribe(listener: () => void): () => void;
  /** The same object until something changes. */
  getSnapshot(): SessionSnapshot;
}

/** The store and the one way to change it. */
export interface WritableSessionStore extends SessionStore {
  show(status: 'signedIn' | 'expired', session: Session): void;
  show(status: 'signedOut'): void;
}

export function createSessionStore(
  clock: Clock,
  onChange: (snapshot: SessionSnapshot) => void,
): WritableSessionStore {
  const listeners = new Set<() => void>();
  let snapshot: SessionSnapshot = Object.freeze({ status: 'unknown', session: null });
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => snapshot,
    show(status: SessionSnapshot['status'], session?: Session) {
      snapshot = Object.freeze({
        status,
        session: session ? withoutTokens(session) : null,
      }) as SessionSnapshot;
      onChange(snapshot);
      for (const listener of [...listeners]) notify(clock, listener, undefined);
    },
  };
}

function withoutTokens({ technician, company, tenantId }: Session): SignedIn {
  return Object.freeze({ technician, company, tenantId });
}
