import { check, Session } from '@field/core';
import { isUuid } from '../ports/uuid-v7.ts';
import type { ClientStorage } from '../storage/client-storage.ts';
import type { KeptSession } from './tokens.ts';

/** The session as it outlives the app, apart for each tenant and each technician. */
export interface StoredSession {
  read(): Promise<KeptSession | undefined>;
  write(session: KeptSession): Promise<void>;
  remove(session: KeptSession): Promise<void>;
}

/**
 * @param scope the tenant's id, or the API's host where no tenant is known
 */
export function createStoredSession(storage: ClientStorage, scope: string): StoredSession {
  const lastKey = storageKey('session', scope);
  const keyOf = (technicianId: string) => storageKey('session', scope, technicianId);
  let last: Promise<unknown> = Promise.resolve();

  /** One at a time: a slow write of an old token must not land on a newer one. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  }

  return {
    read: () =>
      inTurn(async () => {
        const technicianId = await storage.read(lastKey);
        const text = technicianId === null ? null : await storage.read(keyOf(technicianId));
        return text === null ? undefined : parseSession(text);
      }),
    write: (session) =>
      inTurn(async () => {
        await storage.write(keyOf(session.technician.id), JSON.stringify(session));
        await storage.write(lastKey, session.technician.id);
      }),
    remove: (session) => inTurn(() => storage.remove(keyOf(session.technician.id))),
  };
}

/** `field.session.tenant.user`: letters, digits, `.`, `-` and `_` only, which every secure storage takes. */
export function storageKey(...parts: string[]): string {
  const safe = (part: string) =>
    part.replace(/[^A-Za-z0-9-]/gu, (char) => `_${(char.codePointAt(0) ?? 0).toString(16)}_`);
  return ['field', ...parts.map(safe)].join('.');
}

/** `undefined` for what an older or broken app left: the technician signs in again. */
function parseSession(text: string): KeptSession | undefined {
  try {
    const value = JSON.parse(text);
    const session = check(Session, value);
    return session.ok && isUuid(value.refreshId)
      ? { ...session.value, refreshId: value.refreshId }
      : undefined;
  } catch {
    return undefined;
  }
}
