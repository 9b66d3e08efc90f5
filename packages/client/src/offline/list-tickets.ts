import {
  countTickets,
  filterTickets,
  isFinished,
  type Ticket,
  type TicketFilter,
  TicketStatus,
  wordsOf,
} from '@field/core';
import type { Input } from '../resources/api.ts';
import type { Cache } from './cache.ts';
import type { Known } from './reading.ts';

/** Which tickets; without `status` those that are not finished, which is what a device holds. */
export type OfflineFilter = Input<Omit<TicketFilter, 'limit' | 'cursor'>>;

/** A list and its two counters. */
export interface TicketList {
  readonly items: readonly Ticket[];
  readonly total: number;
  readonly urgent: number;
}

/** The tickets of a cache that a filter lets through; `undefined` where none were ever read. */
export type TicketLister = (filter: OfflineFilter) => Known<TicketList> | undefined;

/** Lists in the order of the schedule, put in order anew only for what changed. */
export function createTicketLister(cache: Cache): TicketLister {
  let sorted: { readonly of: object; readonly rows: readonly Row[] } = { of: {}, rows: [] };

  function inOrder(): Ticket[] {
    const { revision, tickets } = cache;
    if (sorted.of !== revision) {
      const kept = sorted.rows.filter(({ ticket }) => tickets.get(ticket.id)?.value === ticket);
      const known = new Set(kept.map(({ ticket }) => ticket.id));
      const rows = [...kept];
      for (const { value: ticket } of tickets.values()) {
        if (!known.has(ticket.id)) rows.push({ ticket, at: startOf(ticket) });
      }
      // What was in order is one run to the sort: it costs a pass.
      rows.sort((a, b) => a.at - b.at || (a.ticket.id < b.ticket.id ? -1 : 1));
      sorted = { of: revision, rows };
    }
    return sorted.rows.map(({ ticket }) => ticket);
  }

  return (filter) => {
    const { asOf, complete, until } = cache.sync();
    if (asOf === null && cache.tickets.size === 0) return undefined;
    const status = filter.status ?? unfinished();
    const items = filterTickets(inOrder(), { ...(filter as TicketFilter), status: [...status] });
    return {
      value: { items, ...countTickets(items) },
      asOf: asOf ?? oldest(cache),
      complete: complete && !status.some(isFinished) && endsBefore(filter.to, until),
    };
  };
}

interface Row {
  readonly ticket: Ticket;
  readonly at: number;
}

function unfinished(): readonly TicketStatus[] {
  return wordsOf(TicketStatus).filter((status) => !isFinished(status));
}

/** A list without an end asks for what the device was told to hold, so the window bounds only a filter that names one. */
function endsBefore(to: string | undefined, until: string | null): boolean {
  return to === undefined || until === null || Date.parse(to) <= Date.parse(until);
}

/** As the server sorts: what has no date comes last. */
function startOf({ schedule }: Ticket): number {
  return schedule ? Date.parse(schedule.startsAt) : Infinity;
}

function oldest(cache: Cache): string {
  return [...cache.tickets.values()].reduce((first, { asOf }) => (asOf < first ? asOf : first), '9999');
}
