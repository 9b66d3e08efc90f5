import { check, type Locale, LoginRequest, type Session } from '@field/core';
import { type ClientError, clientError, isClientError } from '../errors/client-error.ts';
import { accepted } from '../errors/invalid-input.ts';
import type { Deadline } from '../http/deadline.ts';
import type { SessionSnapshot, WritableSessionStore } from './session-store.ts';
import type { StoredSession } from './stored-session.ts';
import { type KeptSession, sameTechnician, type Tokens } from './tokens.ts';

/** Who is signed in on this device, and the renewal of the sign-in. */
export interface SignIn {
  /** Reads the stored session, once. */
  restore(): Promise<SessionSnapshot>;
  login(input: LoginRequest, deadline: Deadline): Promise<SessionSnapshot>;
  logout(deadline: Deadline): Promise<{ readonly revoked: boolean }>;
  /** @throws ClientError `client.unauthenticated` where nobody is signed in */
  current(): Session;
  /** The session after the server refused `stale`; all who ask at the same time share one refresh. */
  renew(stale: Session): Promise<Session>;
}

export interface SignInOptions {
  readonly tokens: Tokens;
  readonly store: WritableSessionStore;
  readonly stored: StoredSession;
  readonly locale: Locale;
  readonly newId: () => string;
  readonly startDeadline: () => Deadline;
  readonly onStorageFailed: (error: ClientError) => void;
}

export function createSignIn({
  tokens,
  store,
  stored,
  locale,
  newId,
  startDeadline,
  onStorageFailed,
}: SignInOptions): SignIn {
  let session: KeptSession | undefined;
  let restoring: Promise<SessionSnapshot> | undefined;
  let renewal: { readonly of: KeptSession; readonly fresh: Promise<Session> } | undefined;

  async function adopt(fresh: Session): Promise<void> {
    const previous = session;
    const next = { ...fresh, refreshId: newId() };
    session = next;
    store.show('signedIn', next);
    if (previous && !sameTechnician(previous, next)) await kept(stored.remove(previous));
    await kept(stored.write(next));
  }

  /**
   * Kept before it is used: an app that ends in between asks again with the old refresh token, which the server takes
   * for a repetition only while the new access token was never used.
   */
  async function succeed(stale: KeptSession, fresh: Session): Promise<Session> {
    const next = { ...fresh, refreshId: newId() };
    await kept(stored.write(next));
    if (session !== stale) return successorOf(stale);
    session = next;
    store.show('signedIn', next);
    return next;
  }

  /** Storage that fails does not stop the work: the session then lasts until the app ends. */
  async function kept(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (cause) {
      onStorageFailed(clientError('client.storage', {}, { cause }));
    }
  }

  async function readStored(): Promise<SessionSnapshot> {
    try {
      session = await stored.read();
    } catch (cause) {
      restoring = undefined;
      throw clientError('client.storage', {}, { cause });
    }
    if (session) store.show('signedIn', session);
    else store.show('signedOut');
    return store.getSnapshot();
  }

  function restore(): Promise<SessionSnapshot> {
    restoring ??= readStored();
    return restoring;
  }

  /** Another technician may have signed in meanwhile: this one's work must not go out under that name. */
  function successorOf(stale: Session): KeptSession {
    if (!session || !sameTechnician(session, stale)) throw clientError('client.unauthenticated');
    return session;
  }

  async function refresh(stale: KeptSession): Promise<Session> {
    const deadline = startDeadline();
    try {
      const fresh = await tokens.refresh(stale, deadline);
      if (session !== stale) return successorOf(stale);
      return await succeed(stale, fresh);
    } catch (error) {
      if (!isRefused(error)) throw error;
      if (session === stale) {
        session = undefined;
        store.show('expired', stale);
        await kept(stored.remove(stale));
      }
      throw clientError('client.unauthenticated', error.details, { cause: error });
    } finally {
      deadline.clear();
    }
  }

  return {
    restore,
    async login(input, deadline) {
      const request = accepted(check(LoginRequest, input), locale);
      await deadline.guard(restore());
      await adopt(await tokens.login(request, deadline));
      return store.getSnapshot();
    },
    async logout(deadline) {
      await deadline.guard(restore());
      const leaving = session;
      session = undefined;
      store.show('signedOut');
      if (!leaving) return { revoked: false };
      await kept(stored.remove(leaving));
      try {
        await tokens.revoke(leaving, deadline);
        return { revoked: true };
      } catch (error) {
        if (!isClientError(error)) throw error;
        return { revoked: false };
      }
    },
    current() {
      if (!session) throw clientError('client.unauthenticated');
      return session;
    },
    async renew(stale) {
      const now = successorOf(stale);
      if (now.accessToken !== stale.accessToken) return now;
      if (renewal?.of !== now) {
        const fresh = refresh(now).finally(() => {
          if (renewal?.fresh === fresh) renewal = undefined;
        });
        renewal = { of: now, fresh };
      }
      return renewal.fresh;
    },
  };
}

/** Whether the server itself turned the refresh token down; bad coverage and broken servers sign nobody out. */
function isRefused(error: unknown): error is ClientError {
  if (!isClientError(error)) return false;
  return ['client.unauthenticated', 'client.forbidden', 'client.invalid'].includes(error.code);
}
