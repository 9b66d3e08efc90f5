import { check, LoginRequest, RefreshRequest, type Session } from '@field/core';
import { accept, refuse } from './reply.ts';
import type { Route } from './route.ts';
import type { Scope, World } from './world.ts';

/** How long tokens live, as the server's do. */
const accessMs = 15 * 60_000;

interface KeptSession extends Scope {
  readonly accessToken: string;
  expiresAt: number;
  readonly refreshToken: string;
  /** The id its refresh was asked under, and what was answered. */
  refreshed: { readonly under: string | null; readonly by: KeptSession } | null;
  used: boolean;
  ended: boolean;
}

export interface Sessions {
  readonly routes: readonly Route[];
  /** Who a request is from. */
  authenticate(request: Request): Scope;
  /** From now on every access token has run out; refreshing still works. */
  expireAccessTokens(): void;
  /** Ends every session: technicians have to sign in again. */
  endAll(): void;
}

export function createSessions(world: World): Sessions {
  const sessions: KeptSession[] = [];

  function open(scope: Scope): KeptSession {
    const id = world.nextId('session');
    const session: KeptSession = {
      ...scope,
      accessToken: `stand-in-access-${id}`,
      expiresAt: world.clock.now() + accessMs,
      refreshToken: `stand-in-refresh-${id}`,
      refreshed: null,
      used: false,
      ended: false,
    };
    sessions.push(session);
    return session;
  }

  function answer(session: KeptSession): Session {
    const { accessToken, companyId, expiresAt, refreshToken, technician } = session;
    const { companies, tenantId } = world.data.tenant;
    return {
      accessToken,
      accessTokenExpiresAt: new Date(expiresAt).toISOString(),
      refreshToken,
      technician: { id: technician.id, name: technician.name },
      company: companies.find(({ id }) => id === companyId) ?? refuse('server.login_refused'),
      tenantId,
    };
  }

  function find(request: Request): KeptSession {
    const token = request.headers.get('authorization')?.replace(/^Bearer /i, '');
    const tenantId = request.headers.get('x-field-tenant');
    const session = sessions.find(({ accessToken }) => accessToken === token);
    if (!session || (tenantId !== null && tenantId !== world.data.tenant.tenantId)) {
      return refuse('server.unauthenticated');
    }
    if (session.ended) return refuse('server.session_ended');
    if (session.expiresAt <= world.clock.now()) return refuse('server.token_expired');
    session.used = true;
    return session;
  }

  function renew(refreshToken: string, under: string | null): KeptSession {
    const session = sessions.find((one) => one.refreshToken === refreshToken);
    if (!session) return refuse('server.refresh_refused');
    if (session.ended) return refuse('server.session_ended');
    if (!session.refreshed) {
      const by = open(session);
      session.refreshed = { under, by };
      return by;
    }
    const { refreshed } = session;
    if (under !== null && refreshed.under === under && !refreshed.by.used) return refreshed.by;
    for (const one of sessions) if (one.technician.id === session.technician.id) one.ended = true;
    return refuse('server.refresh_reused');
  }

  return {
    authenticate: find,
    expireAccessTokens() {
      for (const session of sessions) session.expiresAt = 0;
    },
    endAll() {
      for (const session of sessions) session.ended = true;
    },
    routes: [
      {
        kind: 'open',
        on: 'POST /v1/login',
        handle({ json }) {
          const { companyId, password, username } = accept(check(LoginRequest, json()));
          const technician = world.data.technicians.find(
            (one) =>
              one.username === username && one.password === password && one.companyIds.includes(companyId),
          );
          return {
            status: 200,
            body: answer(open({ technician: technician ?? refuse('server.login_refused'), companyId })),
          };
        },
      },
      {
        kind: 'open',
        on: 'POST /v1/refresh',
        handle({ json, request }) {
          const { refreshToken } = accept(check(RefreshRequest, json()));
          return { status: 200, body: answer(renew(refreshToken, request.headers.get('idempotency-key'))) };
        },
      },
      {
        kind: 'open',
        on: 'POST /v1/logout',
        handle({ request }) {
          find(request).ended = true;
          return { status: 204 };
        },
      },
    ],
  };
}
