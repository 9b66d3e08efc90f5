import { type Ticket, TicketPage } from '@field/core';
import { People } from '@field/core/dispatch';
import { TicketChanges } from '@field/core/sync';
import type { Bench } from '../bench.ts';
import { untested } from '../bench.ts';
import { expectProblem, expectShape, expectStatus, expectThat } from '../expect-that.ts';
import type { ProtocolPromise } from '../protocol-promise.ts';

/** Everything that is told since a cursor. */
async function syncFrom({ call, session }: Bench, from: string | null) {
  const items: Ticket[] = [];
  let cursor = from;
  for (let page = 0; page < 1000; page += 1) {
    const query = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
    const answer = await call('GET', `/v1/sync/tickets${query}`, { as: session });
    expectStatus(answer, 200);
    const changes = expectShape(answer, TicketChanges);
    items.push(...changes.items);
    cursor = changes.nextCursor;
    if (changes.complete) return { items, cursor };
  }
  throw untested('more than 1000 pages');
}

export const readingPromises: readonly ProtocolPromise[] = [
  {
    id: 'reading.pages',
    says: 'Pages by cursor hold every ticket once, in the order of one large page.',
    async test({ call, session }) {
      const read = async (query: string) => {
        const answer = await call('GET', `/v1/tickets?${query}`, { as: session });
        expectStatus(answer, 200);
        return expectShape(answer, TicketPage);
      };
      const whole = await read('limit=100');
      if (whole.items.length < 2) throw untested('the technician has too few tickets');
      const paged: string[] = [];
      let cursor: string | null = null;
      do {
        const page: TicketPage = await read(
          `limit=1${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
        );
        expectThat(page.items.length <= 1, 'a page is larger than its limit');
        expectThat(page.total === whole.total, 'the total changes from page to page');
        paged.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== null && paged.length < whole.items.length);
      const expected = whole.items.map(({ id }) => id);
      expectThat(paged.join() === expected.join(), 'pages of one ticket do not add up to the whole list');
    },
  },
  {
    id: 'reading.bad-cursor',
    says: 'A cursor the server did not give is refused with 422, not read as the start.',
    async test({ call, session }) {
      expectProblem(await call('GET', '/v1/tickets?cursor=nonsense', { as: session }), 422);
      expectProblem(await call('GET', '/v1/sync/tickets?cursor=nonsense', { as: session }), 410, 422);
    },
  },
  {
    id: 'reading.dispatcher-pages',
    says: 'A list of the dispatcher’s side comes in pages as tickets do: every entry once, in one order, by cursors of its own.',
    async test({ call, dispatcher: as }) {
      if (!as) throw untested('no dispatcher was given');
      const read = async (query: string) => {
        const answer = await call('GET', `/v1/dispatch/people?${query}`, { as });
        expectStatus(answer, 200);
        return expectShape(answer, People);
      };
      const whole = (await read('limit=500')).items.map(({ id }) => id);
      if (whole.length < 2) throw untested('the tenant has too few people');
      const paged: string[] = [];
      let behind = '';
      do {
        const { items, nextCursor } = await read(`limit=1${behind}`);
        expectThat(items.length <= 1, 'a page is larger than its limit');
        paged.push(...items.map(({ id }) => id));
        behind = nextCursor ? `&cursor=${encodeURIComponent(nextCursor)}` : '';
        if (behind !== '') {
          expectProblem(await call('GET', `/v1/dispatch/products?${behind.slice(1)}`, { as }), 422);
        }
      } while (behind !== '' && paged.length < whole.length);
      expectThat(paged.join() === whole.join(), 'pages of one person do not add up to the whole list');
      expectProblem(await call('GET', '/v1/dispatch/people?cursor=nonsense', { as }), 422);
    },
  },
  {
    id: 'sync.delta',
    says: 'Sync tells all tickets at first, then only those that changed since its cursor.',
    async test(bench) {
      const { ticket, change } = bench;
      const own = await ticket();
      const first = await syncFrom(bench, null);
      expectThat(
        first.items.some(({ id }) => id === own.id),
        `the first sync lacks ticket ${own.id}`,
      );
      const nothing = await syncFrom(bench, first.cursor);
      expectThat(nothing.items.length === 0, 'tickets that did not change are told again');
      expectStatus(await change(own).send(), 200);
      const changed = await syncFrom(bench, nothing.cursor);
      const told = changed.items.map(({ id }) => id).join();
      expectThat(told === own.id, `after a change of ${own.id} sync told ${told || 'nothing'}`);
    },
  },
];
