import { type Session, Ticket } from '@field/core';
import type { Bench, Change } from '../bench.ts';
import type { Answer } from '../caller.ts';
import { expectProblem, expectShape, expectStatus, expectThat } from '../expect-that.ts';
import type { Fault } from '../fault-proxy.ts';
import type { ProtocolPromise } from '../protocol-promise.ts';

async function expectOnce(change: Change, as?: Session): Promise<void> {
  const times = await change.count(as);
  expectThat(times === 1, `the change was done ${times} times`);
}

function expectSame(first: Answer, again: Answer): void {
  expectStatus(again, first.status);
  const isSame = Buffer.from(first.bytes).equals(Buffer.from(again.bytes));
  expectThat(isSame, `the repeated ${again.request} was answered with another body`);
}

/** Sends a change into a fault, then again on a good line: it must be done, once, and the answer must stay. */
function survives(id: string, says: string, fault: Fault): ProtocolPromise {
  return {
    id,
    says,
    async test({ ticket, change, proxy }: Bench) {
      const edit = change(await ticket());
      proxy.script(fault);
      await edit.send({ via: proxy.url }).catch(() => null);
      const again = await edit.send();
      expectStatus(again, 200);
      expectShape(again, Ticket);
      await proxy.settle();
      await expectOnce(edit);
      expectSame(again, await edit.send());
    },
  };
}

export const idempotencyPromises: readonly ProtocolPromise[] = [
  {
    id: 'idempotency.replay',
    says: 'The same Idempotency-Key and body is answered with the first answer, and changes nothing again.',
    async test({ ticket, change }) {
      const edit = change(await ticket());
      const first = await edit.send();
      expectStatus(first, 200);
      expectSame(first, await edit.send());
      await expectOnce(edit);
    },
  },
  {
    id: 'idempotency.mismatch',
    says: 'The same key with another body is refused with 422 and changes nothing.',
    async test({ ticket, change }) {
      const edit = change(await ticket());
      expectStatus(await edit.send(), 200);
      expectProblem(await edit.send({ other: true }), 422);
      await expectOnce(edit);
    },
  },
  {
    id: 'idempotency.together',
    says: 'The same request many times at once is one change; a copy that is too early may be told 409.',
    async test({ ticket, change }) {
      const edit = change(await ticket());
      const answers = await Promise.all(Array.from({ length: 8 }, () => edit.send()));
      for (const answer of answers) {
        if (answer.status !== 409) expectStatus(answer, 200);
        else expectThat(expectProblem(answer, 409).retryable, '409 of a running change is not retryable');
      }
      await expectOnce(edit);
    },
  },
  {
    id: 'idempotency.restart',
    says: 'A change and the answer to its key outlive a restart of the server.',
    async test({ ticket, change, restart, login }) {
      const edit = change(await ticket());
      const first = await edit.send();
      expectStatus(first, 200);
      await restart();
      const as = await login();
      expectSame(first, await edit.send({ as }));
      await expectOnce(edit, as);
      expectProblem(await edit.send({ as, other: true }), 422);
    },
  },
  survives('faults.drop-request', 'A request that never arrived is done when it is sent again.', {
    kind: 'drop-request',
  }),
  survives('faults.drop-answer', 'A change whose answer was lost is not done again.', {
    kind: 'drop-answer',
  }),
  survives('faults.duplicate', 'A request that a network delivers twice at once is one change.', {
    kind: 'duplicate',
  }),
  survives('faults.repeat-later', 'A copy of a request that arrives after its answer changes nothing.', {
    kind: 'repeat-later',
  }),
  survives('faults.html', 'A change answered by a captive portal’s page is not done again.', {
    kind: 'html',
  }),
  survives('faults.error-200', 'A change answered by a gateway’s 200 with an error is not done again.', {
    kind: 'error-200',
  }),
  {
    id: 'faults.delay',
    says: 'A request that arrives long after it was given up and repeated changes nothing.',
    async test({ ticket, change, proxy }) {
      const edit = change(await ticket());
      proxy.script({ kind: 'delay', ms: 100 });
      const late = edit.send({ via: proxy.url });
      const first = await edit.send();
      expectStatus(first, 200);
      expectSame(first, await late);
      await expectOnce(edit);
    },
  },
  {
    id: 'faults.reorder',
    says: 'Two changes that arrive in the other order are both there, each once.',
    async test({ ticket, change, proxy }) {
      const own = await ticket();
      const [first, second] = [change(own), change(own)];
      proxy.script({ kind: 'reorder' });
      const overtaken = first.send({ via: proxy.url });
      // The proxy holds the first back until another one has gone by.
      const [later, earlier] = await Promise.all([second.send({ via: proxy.url }), overtaken]);
      expectStatus(later, 200);
      expectStatus(earlier, 200);
      expectSame(later, await second.send());
      expectSame(earlier, await first.send());
      await expectOnce(first);
      await expectOnce(second);
    },
  },
];
