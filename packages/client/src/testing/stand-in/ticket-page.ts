import { type CheckResult, countTickets, filterTickets, type Ticket, type TicketFilter } from '@field/core';
import { accept, refuse } from './reply.ts';

const lists = ['status', 'priority'];

/** The filter in a query. */
export function filterIn<T>(query: URLSearchParams, checked: (filter: unknown) => CheckResult<T>): T {
  const given = [...new Set(query.keys())].map((name) => {
    if (lists.includes(name)) return [name, query.getAll(name)];
    return [name, name === 'limit' ? Number(query.get(name)) : query.get(name)];
  });
  return accept(checked(Object.fromEntries(given)));
}

/** One page of what matches, and the counters of all of it. */
export function pageOf(tickets: readonly Ticket[], { cursor, limit = 50, ...filter }: TicketFilter) {
  const all = filterTickets(tickets, filter).sort(bySchedule);
  const from = cursor === undefined ? 0 : all.findIndex(({ id }) => `after-${id}` === cursor) + 1;
  if (cursor !== undefined && from === 0) {
    refuse('core.invalid_input', [{ path: ['cursor'], code: 'invalid', params: {} }]);
  }
  const items = all.slice(from, from + Math.min(limit, 100));
  const more = from + items.length < all.length;
  return { items, ...countTickets(all), nextCursor: more ? `after-${items.at(-1)?.id}` : null };
}

/** As the server sorts: what has no date comes last. */
function bySchedule(a: Ticket, b: Ticket): number {
  const at = ({ schedule }: Ticket) => (schedule ? Date.parse(schedule.startsAt) : Number.MAX_SAFE_INTEGER);
  return at(a) - at(b) || (a.id < b.id ? -1 : 1);
}
