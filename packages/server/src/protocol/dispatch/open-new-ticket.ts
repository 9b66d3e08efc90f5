import type { Locale, Ticket } from '@field/core';
import type { NewTicket } from '@field/core/dispatch';
import type { OpenTicket } from '../../storage/dispatch/dispatch.ts';
import type { DispatchStore, Store } from '../../storage/store.ts';
import { protocolError } from '../protocol-errors.ts';
import { judgeOrder, readOrderGround } from './judge-order.ts';
import { noteOutage } from './note-outage.ts';

interface Times {
  readonly now: string;
  readonly locale: Locale;
}

/**
 * Opens a ticket; where its contract hangs on a port that is out, it belongs to the outage from the start.
 * @throws ValidationError naming what does not exist
 */
export async function openNewTicket(store: Store, order: NewTicket, times: Times): Promise<Ticket> {
  const ground = await readOrderGround(store, [order]);
  const [id = ''] = await openAll(store.dispatch, [judgeOrder(order, ground, times.now)], times);
  const ticket = await store.dispatch.tickets.find(id);
  if (!ticket) throw protocolError('server.internal');
  return ticket;
}

/** Opens many: `judge` says of each what is wrong with it, and `open` writes them all. */
export async function openNewTickets(store: Store, orders: readonly NewTicket[], times: Times) {
  const ground = await readOrderGround(store, orders);
  const protocols = new Set(ground.protocols);
  const tickets: OpenTicket[] = [];
  return {
    /** @throws ValidationError naming what does not exist */
    async judge(order: NewTicket) {
      tickets.push(judgeOrder(order, { ...ground, protocols }, times.now));
      if (order.protocol !== undefined) protocols.add(order.protocol);
    },
    open: () => openAll(store.dispatch, tickets, times),
  };
}

async function openAll(dispatch: DispatchStore, tickets: readonly OpenTicket[], times: Times) {
  const ids = await dispatch.tickets.open(tickets);
  for (const { ticketId, note } of await dispatch.outages.link(ids)) {
    await noteOutage(dispatch, [ticketId], note, times);
  }
  return ids;
}
