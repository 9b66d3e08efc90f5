import { check, isFinished, type Ticket, TicketFilter } from '@field/core';
import type { FieldClient } from '../client.ts';
import { isClientError } from '../errors/client-error.ts';
import { accepted } from '../errors/invalid-input.ts';
import { eachTicket } from '../paging/each-ticket.ts';
import type { Desk } from './desk.ts';
import type { OfflineFilter, TicketList } from './list-tickets.ts';
import type { OfflineCall, ReadOptions } from './offline-call.ts';
import { failed, fallBack, fresh, type Known, type Reading } from './reading.ts';
import type { Removed } from './removed.ts';
import type { SyncRequest } from './sync-tickets.ts';

/** The technician's tickets, with coverage and without. */
export interface OfflineTickets {
  /**
   * The tickets a filter lets through, by their schedule: those that are not finished, unless `status` asks for others,
   * which only the server has. `complete` is about the days the device was told to hold, see `prepareDay`.
   */
  list(filter?: OfflineFilter, options?: ReadOptions): Promise<Reading<TicketList>>;
  /** One ticket. Where it left the list, the answer says when and why. */
  read(ticketId: string, options?: ReadOptions): Promise<Reading<Ticket>>;
  /** The tickets that left the list in the last 30 days, newest first. */
  removed(): Promise<readonly Removed[]>;
}

export function createTicketReads(
  client: FieldClient,
  offlineCall: OfflineCall,
  sync: (desk: Desk, request: SyncRequest) => Promise<unknown>,
): OfflineTickets {
  const { clock, locale } = client.connection;
  const now = () => new Date(clock.now()).toISOString();

  async function finishedToo(filter: OfflineFilter, desk: Desk, options: ReadOptions) {
    const { call } = offlineCall.prepare(desk, undefined, options);
    const items: Ticket[] = [];
    let counts = { total: 0, urgent: 0 };
    const onPage = ({ total, urgent }: typeof counts) => {
      counts = { total, urgent };
    };
    for await (const ticket of eachTicket(client, filter, { ...call, onPage })) items.push(ticket);
    return { value: { items, ...counts }, asOf: now(), complete: true };
  }

  return {
    async list(filter = {}, options = {}) {
      const checked = accepted(check(TicketFilter, filter), locale);
      const desk = await offlineCall.desk();
      const known = desk.list(checked);
      const { call, young } = offlineCall.prepare(desk, known, options);
      if (known && young) return fresh(known, 'cache');
      try {
        if (checked.status?.some(isFinished)) {
          return fresh(await finishedToo(checked, desk, options), 'network');
        }
        await sync(desk, call);
        return fresh(desk.list(checked) as Known<TicketList>, 'network');
      } catch (error) {
        return fallBack(error, desk.list(checked));
      }
    },
    async read(ticketId, options = {}) {
      const desk = await offlineCall.desk();
      const { cache } = desk;
      const known = knownTicket(desk, ticketId);
      const { call, young } = offlineCall.prepare(desk, known, options);
      if (known && young) return fresh(known, 'cache');
      try {
        const ticket = await client.tickets.read(ticketId, call);
        const asOf = now();
        if (known) await cache.change({ tickets: [{ ticket, asOf }] });
        return fresh({ value: ticket, asOf, complete: true }, 'network');
      } catch (error) {
        if (known && isClientError(error, 'client.not_found')) {
          const { protocol } = known.value;
          await cache.change({ removed: [{ ticketId, protocol, reason: 'unknown', at: now() }] });
        }
        const reading = fallBack(error, knownTicket(desk, ticketId));
        const removed = cache.removed.get(ticketId);
        return reading.state === 'failed' ? failed(reading.error, 'network', removed) : reading;
      }
    },
    async removed() {
      const { cache } = await offlineCall.desk();
      return [...cache.removed.values()].sort((a, b) => (a.at < b.at ? 1 : -1));
    },
  };
}

/** A ticket the list held when it was last known whole is as young as the list. */
function knownTicket({ cache }: Desk, ticketId: string): Known<Ticket> | undefined {
  const record = cache.tickets.get(ticketId);
  if (!record) return undefined;
  const { asOf } = cache.sync();
  return asOf !== null && asOf > record.asOf ? { ...record, asOf } : record;
}
