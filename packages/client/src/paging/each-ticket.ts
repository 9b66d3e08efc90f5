import type { Ticket, TicketFilter, TicketPage } from '@field/core';
import type { FieldClient } from '../client.ts';
import type { CallOptions } from '../http/caller.ts';
import type { Input } from '../resources/api.ts';

/** How a whole list is walked. */
export interface EachTicketOptions extends CallOptions {
  /** Called with every page, before its tickets. */
  readonly onPage?: ((page: TicketPage) => void) | undefined;
}

/**
 * Every ticket a filter lets through, page after page, each asked for when it is needed:
 * `for await (const ticket of eachTicket(client, { search: 'José' })) …`. `limit` is the size of a page. A page that
 * fails ends the walk with its error: what came before is not the whole list.
 */
export async function* eachTicket(
  client: Pick<FieldClient, 'tickets'>,
  filter: Input<TicketFilter> = {},
  { onPage, ...options }: EachTicketOptions = {},
): AsyncGenerator<Ticket, void, undefined> {
  let cursor = filter.cursor;
  for (;;) {
    const page = await client.tickets.list({ ...filter, cursor }, options);
    onPage?.(page);
    yield* page.items;
    if (page.nextCursor === null) return;
    cursor = page.nextCursor;
  }
}
