import { Ticket } from '@field/core';
import { expectProblem, expectShape, expectStatus, expectThat } from '../expect-that.ts';
import type { ProtocolPromise } from '../protocol-promise.ts';

export const editingPromises: readonly ProtocolPromise[] = [
  {
    id: 'editing.etag',
    says: 'A ticket has an ETag that changes with it, and 304 answers who has it already.',
    async test({ call, session, ticket, change }) {
      const own = await ticket();
      const path = `/v1/tickets/${own.id}`;
      const read = await call('GET', path, { as: session });
      expectStatus(read, 200);
      const etag = read.headers.get('etag');
      expectThat(etag !== null && /^"[^"]+"$/.test(etag), 'the ticket has no strong ETag');
      const headers = { 'if-none-match': etag };
      expectStatus(await call('GET', path, { as: session, headers }), 304);
      expectStatus(await change(own).send(), 200);
      const after = await call('GET', path, { as: session, headers });
      expectStatus(after, 200);
      expectThat(after.headers.get('etag') !== etag, 'the ETag stayed when the ticket changed');
    },
  },
  {
    id: 'editing.if-match',
    says: 'An edit with the ETag that was read is refused with 412 when somebody was faster, and changes nothing.',
    async test({ call, session, ticket, change }) {
      const own = await ticket();
      const seen = await call('GET', `/v1/tickets/${own.id}`, { as: session });
      const headers = { 'if-match': seen.headers.get('etag') ?? '"none"' };
      const [first, second] = [change(own), change(own)];
      const edited = await first.send({ headers });
      expectStatus(edited, 200);
      expectShape(edited, Ticket);
      expectProblem(await second.send({ headers }), 412);
      expectThat((await second.count()) === 0, 'the refused edit was done');
    },
  },
];
