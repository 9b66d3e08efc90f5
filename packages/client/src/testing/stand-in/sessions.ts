import { type Company, check, LoginRequest, RefreshRequest, type Session } from '@field/core';
import { largestPages, listPage } from './list-page.ts';
import { accept, refuse } from './reply.ts';
import { type Route, read } from './route.ts';
import type { Scope, World } from './world.ts';

/** How long tokens live, as the server's do. */
const accessMs = 15 * 60_000;
const sessionMs = 30 * 86_400_000;

interface KeptSession extends Scope {
  /** The same after each refresh. */
  readonly id: string;
  readonly openedAt: string;
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

  function open({ companyId, technician }: Scope, before?: KeptSession): KeptSession {
    const token = world.nextId('token');
    const session: KeptSession = {
      companyId,
      technician,
      id: before?.id ?? world.nextId('session'),
      openedAt: before?.openedAt ?? world.now(),
      accessToken: `stand-in-access-${token}`,
      expiresAt: world.clock.now() + accessMs,
      refreshToken: `stand-in-refresh-${token}`,
      refreshed: null,
      used: false,
      ended: false,
    };
    sessions.push(session);
    return session;
  }

  function answer(session: KeptSession): Session {
    const { accessToken, companyId, expiresAt, refreshToken, technician } = session;
    return {
      accessToken,
      accessTokenExpiresAt: new Date(expiresAt).toISOString(),
      refreshToken,
      technician: { id: technician.id, name: technician.name },
      company: companyOf(companyId),
      tenantId: world.data.tenant.tenantId,
    };
  }

  function companyOf(companyId: string): Company {
    return world.data.tenant.companies.find(({ id }) => id === companyId) ?? refuse('server.login_refused');
  }

  function end(sessionId: string): void {
    for (const one of sessions) if (one.id === sessionId) one.ended = true;
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
      const by = open(session, session);
      session.refreshed = { under, by };
      return by;
    }
    const { refreshed } = session;
    if (under !== null && refreshed.under === under && !refreshed.by.used) return refreshed.by;
    end(session.id);
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
          end(find(request).id);
          return { status: 204 };
        },
      },
      read('GET /v1/session', ({ scope: { companyId, technician } }) => {
        const { id, name, role = 'technician' } = technician;
        const { tenantId } = world.data.tenant;
        return { status: 200, body: { tenantId, company: companyOf(companyId), person: { id, name }, role } };
      }),
      read('GET /v1/sessions', ({ query, request, scope }) => {
        const current = find(request).id;
        const mine = sessions.filter(
          ({ ended, refreshed, technician }) => technician.id === scope.technician.id && !ended && !refreshed,
        );
        const items = mine.reverse().map(({ companyId, id, openedAt }) => ({
          id,
          company: companyOf(companyId),
          openedAt,
          expiresAt: new Date(world.clock.now() + sessionMs).toISOString(),
          current: id === current,
        }));
        return { status: 200, body: listPage(query, 'sessions', items, largestPages.sessions) };
      }),
      read('DELETE /v1/sessions/{sessionId}', ({ params, scope }) => {
        const own = sessions.find(
          ({ id, technician }) => id === params.sessionId && technician.id === scope.technician.id,
        );
        end(own?.id ?? refuse('server.not_found'));
        return { status: 204 };
      }),
    ],
  };
}
