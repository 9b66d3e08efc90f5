import { randomUUID } from 'node:crypto';
import { TenantDiscovery } from '@field/core';
import { expectProblem, expectShape, expectStatus, expectThat } from '../expect-that.ts';
import type { ProtocolPromise } from '../protocol-promise.ts';

const notFound = '/v1/tickets/no-such-ticket';

export const problemPromises: readonly ProtocolPromise[] = [
  {
    id: 'discovery.document',
    says: 'The domain tells name, companies, languages and abilities before anybody signs in.',
    async test({ call, session }) {
      const answer = await call('GET', '/.well-known/field-service.json');
      expectStatus(answer, 200);
      const { companies, tenantId } = expectShape(answer, TenantDiscovery);
      expectThat(companies.length > 0, 'the discovery document names no company');
      expectThat(tenantId === session.tenantId, 'discovery and sign-in name different tenants');
    },
  },
  {
    id: 'problems.documents',
    says: 'Every refusal is a problem document (RFC 9457) with code, retryable, errors and traceId.',
    async test({ call, session, ticket }) {
      const { id } = await ticket();
      const location = `/v1/tickets/${id}/location`;
      const as = session;
      expectProblem(await call('GET', notFound, { as }), 404);
      expectProblem(await call('GET', `/v1/${randomUUID()}`, { as }), 404);
      expectProblem(await call('PUT', location, { as, body: '{"occurredAt":' }), 400);
      expectProblem(await call('PUT', location, { as, body: {} }), 422);
      const text = { type: 'text/plain', bytes: new TextEncoder().encode('x') };
      expectProblem(await call('PUT', location, { as, file: text }), 415);
      const invalidUtf8 = { type: 'application/json', bytes: Uint8Array.of(0x22, 0xc3, 0x28, 0x22) };
      expectProblem(await call('PUT', location, { as, file: invalidUtf8 }), 400, 422);
    },
  },
  {
    id: 'problems.fields',
    says: 'Bad input names each wrong field by its JSON pointer.',
    async test({ call, session, ticket }) {
      const { id } = await ticket();
      const body = { occurredAt: 'yesterday', location: { latitude: 1000, longitude: 0 } };
      const answer = await call('PUT', `/v1/tickets/${id}/location`, { as: session, body });
      const { errors } = expectProblem(answer, 422);
      for (const pointer of ['/occurredAt', '/location/latitude']) {
        expectThat(
          errors.some((error) => error.pointer === pointer),
          `errors[] does not name ${pointer}`,
        );
      }
    },
  },
  {
    id: 'problems.trace',
    says: 'A problem carries the trace id of the caller’s traceparent.',
    async test({ call }) {
      const traceId = randomUUID().replaceAll('-', '');
      const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
      const problem = expectProblem(await call('GET', '/v1/tickets', { headers }), 401);
      expectThat(problem.traceId === traceId, 'the traceId is another one');
    },
  },
  {
    id: 'problems.languages',
    says: 'Texts for people come in the language that was asked for.',
    async test({ call, session }) {
      const details = new Set<string>();
      for (const language of ['en', 'pt-BR', 'es']) {
        const headers = { 'accept-language': language };
        const answer = await call('GET', notFound, { as: session, headers });
        details.add(expectProblem(answer, 404).detail ?? '');
      }
      expectThat(details.size === 3, 'English, Portuguese and Spanish readers are told the same words');
    },
  },
  {
    id: 'problems.oversized',
    says: 'A body beyond every bound is refused with 413 and changes nothing.',
    async test({ call, session, ticket, change }) {
      const own = await ticket();
      const edit = change(own);
      const body = { occurredAt: new Date().toISOString(), location: { note: 'x'.repeat(8 * 1024 * 1024) } };
      const answer = await call('PUT', `/v1/tickets/${own.id}/location`, { as: session, body });
      expectProblem(answer, 413);
      expectThat((await edit.count()) === 0, 'something was changed');
    },
  },
];
