import { check, type LoginRequest, Session } from '@field/core';
import { clientError, isClientError } from '../errors/client-error.ts';
import { json, nothing } from '../http/answer.ts';
import type { Deadline } from '../http/deadline.ts';
import type { Http } from '../http/http.ts';

/** The requests that need no signed-in technician: they make one, keep one, end one. */
export interface Tokens {
  login(input: LoginRequest, deadline: Deadline): Promise<Session>;
  refresh(stale: KeptSession, deadline: Deadline): Promise<Session>;
  revoke(session: KeptSession, deadline: Deadline): Promise<void>;
}

/**
 * A session, and the id its refresh is asked under: where the answer was lost, asking again under the same id is no
 * second use of the refresh token.
 */
export interface KeptSession extends Session {
  readonly refreshId: string;
}

const sessionAnswer = json((value) => check(Session, value));

/** @param tenantId the tenant every session must be of, where it is known */
export function createTokens(http: Http, tenantId: string | undefined): Tokens {
  async function refresh(stale: KeptSession, deadline: Deadline): Promise<Session> {
    const { refreshId: operationId, refreshToken } = stale;
    const request = {
      method: 'POST',
      path: '/v1/refresh',
      body: { json: { refreshToken } },
      operationId,
    } as const;
    const fresh = await http.exchange(request, sessionAnswer, deadline);
    if (!sameTechnician(fresh, stale)) throw clientError('client.malformed', { host: http.host });
    return fresh;
  }

  async function logout({ accessToken }: Session, deadline: Deadline): Promise<void> {
    await http.exchange({ method: 'POST', path: '/v1/logout', accessToken }, nothing, deadline);
  }

  return {
    refresh,
    async login(input, deadline) {
      const request = { method: 'POST', path: '/v1/login', body: { json: input } } as const;
      const session = await http.exchange(request, sessionAnswer, deadline);
      if (tenantId !== undefined && session.tenantId !== tenantId) {
        throw clientError('client.malformed', { host: http.host });
      }
      return session;
    },
    async revoke(session, deadline) {
      try {
        await logout(session, deadline);
      } catch (error) {
        if (!isClientError(error, 'client.unauthenticated')) throw error;
        await logout(await refresh(session, deadline), deadline);
      }
    },
  };
}

/** Whether two sessions are of one technician at one provider. */
export function sameTechnician(a: Session, b: Session): boolean {
  return a.tenantId === b.tenantId && a.technician.id === b.technician.id;
}
