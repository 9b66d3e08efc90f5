import { randomBytes, randomUUID } from 'node:crypto';
import { Session, TicketPage } from '@field/core';
import { untested } from '../bench.ts';
import { expectProblem, expectShape, expectStatus, expectThat } from '../expect-that.ts';
import type { ProtocolPromise } from '../protocol-promise.ts';

const tickets = '/v1/tickets?limit=1';

/** More wrong passwords than anyone types. */
const manyGuesses = 60;

export const accessPromises: readonly ProtocolPromise[] = [
  {
    id: 'access.token-required',
    says: 'Nothing is told without a token, or with one that is forged.',
    async test({ call, session }) {
      expectProblem(await call('GET', tickets), 401);
      const forged = { ...session, accessToken: randomBytes(32).toString('base64url') };
      expectProblem(await call('GET', tickets, { as: forged }), 401);
    },
  },
  {
    id: 'access.logout',
    says: 'A token is good for nothing after its session was ended.',
    async test({ call, login }) {
      const as = await login();
      expectStatus(await call('GET', tickets, { as }), 200);
      expectStatus(await call('POST', '/v1/logout', { as }), 204);
      expectProblem(await call('GET', tickets, { as }), 401);
    },
  },
  {
    id: 'access.refresh-once',
    says: 'A refresh token is good once: a second use is refused and ends the session.',
    async test({ call, login }) {
      const { refreshToken } = await login();
      const refresh = () => call('POST', '/v1/refresh', { body: { refreshToken } });
      const first = await refresh();
      expectStatus(first, 200);
      const as = expectShape(first, Session);
      expectStatus(await call('GET', tickets, { as }), 200);
      expectProblem(await refresh(), 401);
      expectProblem(await call('GET', tickets, { as }), 401);
    },
  },
  {
    id: 'access.refresh-lost-answer',
    says: 'A refresh whose answer was lost can be repeated under its Idempotency-Key.',
    async test({ call, login, proxy }) {
      const { refreshToken } = await login();
      const refresh = { body: { refreshToken }, headers: { 'idempotency-key': randomUUID() } };
      proxy.script({ kind: 'drop-answer' });
      await call('POST', '/v1/refresh', { ...refresh, via: proxy.url }).catch(() => null);
      const again = await call('POST', '/v1/refresh', refresh);
      expectStatus(again, 200);
      expectStatus(await call('GET', tickets, { as: expectShape(again, Session) }), 200);
    },
  },
  {
    id: 'access.guessing-slowed',
    says: 'Who guesses passwords is made to wait, and told how long (429 with Retry-After).',
    async test({ call, session }) {
      const username = `nobody-${randomUUID()}`;
      for (let guess = 0; guess < manyGuesses; guess += 1) {
        const body = { username, password: 'guess', companyId: session.company.id };
        const answer = await call('POST', '/v1/login', { body });
        const { retryable } = expectProblem(answer, 401, 429);
        if (answer.status !== 429) continue;
        expectThat(Number(answer.headers.get('retry-after')) > 0, '429 came without Retry-After');
        expectThat(retryable, '429 is not told to be retryable');
        return;
      }
      expectThat(false, `${manyGuesses} wrong passwords for one user were all answered at once`);
    },
  },
  {
    id: 'access.others-tickets',
    says: 'A ticket of another technician is neither shown nor changed; it is answered like one that does not exist.',
    async test({ call, ticket, change, stranger }) {
      if (!stranger) throw untested('no second technician was given');
      const { items } = expectShape(await call('GET', '/v1/tickets?limit=100', { as: stranger }), TicketPage);
      const own = await ticket();
      expectThat(
        items.every(({ id }) => id !== own.id),
        `the second technician’s list holds ticket ${own.id}`,
      );
      for (const path of ['', '/timeline', '/products', '/evidence', '/pppoe']) {
        expectProblem(await call('GET', `/v1/tickets/${own.id}${path}`, { as: stranger }), 404);
      }
      const edit = change(own);
      expectProblem(await edit.send({ as: stranger }), 404);
      expectThat((await edit.count()) === 0, 'a change by another technician was done');
    },
  },
];
