import { Company, LoginRequest, RefreshRequest, Session } from '@field/core';
import { HistoryPage, SignedInPerson } from '@field/core/dispatch';
import * as z from 'zod/mini';
import { readIdempotencyKey } from '../idempotency.ts';
import { pageOf } from '../page-of.ts';
import { protocolError } from '../protocol-errors.ts';
import { route } from '../route.ts';
import { tenantOf } from '../tenant-of.ts';

const largestPage = 500;

const OpenSessions = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      company: Company,
      openedAt: z.iso.datetime(),
      expiresAt: z.iso.datetime(),
      /** The session this very request came with. */
      current: z.boolean(),
    }),
  ),
  nextCursor: z.nullable(z.string()),
});

export const sessionRoutes = [
  route({
    kind: 'open',
    method: 'post',
    id: 'login',
    path: '/v1/login',
    summary: 'Signs a technician in with user, password and company.',
    body: LoginRequest,
    answer: { status: 200, description: 'Signed in.', schema: Session },
    problems: [
      'server.login_refused',
      'server.login_throttled',
      'server.logins_busy',
      'server.tenant_unknown',
    ],
    async handle({ request, body, services, address }) {
      const tenant = await tenantOf(request, services.storage);
      return { body: await services.signIn.login(tenant, body, address) };
    },
  }),
  route({
    kind: 'open',
    method: 'post',
    id: 'refresh',
    path: '/v1/refresh',
    summary:
      'Trades a refresh token for a new session. A token is good once; using it again ends the session, ' +
      'unless the request repeats an unanswered one under its Idempotency-Key.',
    body: RefreshRequest,
    answer: { status: 200, description: 'A new pair of tokens.', schema: Session },
    problems: ['server.refresh_refused', 'server.refresh_reused', 'server.session_ended'],
    async handle({ request, body, services }) {
      const tenantId = request.headers.get('x-field-tenant');
      return {
        body: await services.signIn.refresh(body.refreshToken, readIdempotencyKey(request), tenantId),
      };
    },
  }),
  route({
    kind: 'read',
    method: 'get',
    id: 'readSession',
    path: '/v1/session',
    summary: 'Who is signed in, for which company, and in which role.',
    answer: { status: 200, description: 'As it is now.', schema: SignedInPerson },
    async handle({ signedIn: { scope, company, technician, role } }) {
      return { body: { tenantId: scope.tenantId, company, person: technician, role } };
    },
  }),
  route({
    kind: 'read',
    method: 'post',
    id: 'logout',
    path: '/v1/logout',
    summary: 'Ends the session; its tokens are good for nothing from now on.',
    answer: { status: 204, description: 'Signed out.' },
    async handle({ services, signedIn }) {
      await services.signIn.logout(signedIn);
      return {};
    },
  }),
  route({
    kind: 'read',
    method: 'get',
    id: 'listSessions',
    path: '/v1/sessions',
    summary: `Where the technician is signed in: the sessions that can still be used, newest first, at most ${largestPage} a page.`,
    query: HistoryPage,
    answer: { status: 200, description: 'This one included.', schema: OpenSessions },
    async handle({ query, services, signedIn, now }) {
      const { sessions } = services.storage;
      const page = pageOf(query, largestPage);
      const { items, nextCursor } = await sessions.list(signedIn.scope, now.toISOString(), page);
      const shown = items.map((session) => ({ ...session, current: session.id === signedIn.sessionId }));
      return { body: { items: shown, nextCursor } };
    },
  }),
  route({
    kind: 'read',
    method: 'delete',
    id: 'revokeSession',
    path: '/v1/sessions/{sessionId}',
    summary:
      'Ends one of the technician’s own sessions, as on a lost phone; its tokens are good for nothing from now on.',
    answer: { status: 204, description: 'Ended, now or before.' },
    problems: ['server.not_found'],
    async handle({ params, services, signedIn, now }) {
      const { sessions } = services.storage;
      const found = await sessions.revoke(signedIn.scope, params.sessionId, now.toISOString());
      if (!found) throw protocolError('server.not_found');
      return {};
    },
  }),
];
