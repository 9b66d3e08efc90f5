import type { TimelineEntry } from '@field/core';
import type { FieldClient } from '../client.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import type { Finding, ReadBack } from '../outbox/read-back.ts';
import type { Facts } from './facts.ts';
import { findClosing, findProduct, findRemoval } from './find-by-state.ts';
import { findInTimeline, traceOf } from './find-in-timeline.ts';

/** How {@link createReadBack} looks. */
export interface ReadBackOptions {
  readonly client: Pick<FieldClient, 'tickets' | 'products'>;
  /**
   * How long a change may still be on its way after its connection broke, longer than any proxy before the server waits;
   * 120,000 where left out.
   */
  readonly settleMs?: number | undefined;
}

/**
 * Reads ticket, timeline, ledger and stock, and decides whether a change is done, is not, or has to be asked about.
 *
 * The timeline decides where it has the very instant the technician's device noted. Where a server keeps its own time
 * instead, what looks alike is no proof: an amount can be used twice. Then a person is asked.
 */
export function createReadBack({ client, settleMs = 120_000 }: ReadBackOptions): ReadBack {
  return {
    settleMs,
    async find(entry, claimed): Promise<Finding> {
      const facts = factsOf(entry, claimed);
      const { ticketId, owner } = facts;
      const trace = traceOf(facts);
      if (!trace) return { type: 'unclear', candidates: [] };
      const items: TimelineEntry[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await client.tickets.timeline(ticketId, { as: owner, cursor });
        items.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor);
      const found = findInTimeline(items, trace, facts);
      switch (entry.operation.kind) {
        case 'products.use':
          return findProduct(client.products, found, facts);
        case 'products.remove':
          return findRemoval(client.products, facts);
        case 'closings.close':
          return findClosing(client.tickets, found, facts);
        default:
          return found;
      }
    },
  };
}

function factsOf({ operation, owner, ticketId }: OutboxEntry, claimed: ReadonlySet<string>): Facts {
  const { body, path } = operation;
  const json = body && 'json' in body ? (body.json as Record<string, unknown>) : {};
  const query = Object.fromEntries(
    (path.split('?')[1] ?? '').split('&').map((pair) => pair.split('=').map(decodeURIComponent)),
  ) as Record<string, string>;
  return { operation, owner, ticketId: ticketId ?? '', json, query, claimed };
}
