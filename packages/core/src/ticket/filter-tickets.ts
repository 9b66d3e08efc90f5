import type { Ticket, TicketFilter, TicketStatus } from './ticket.ts';

const finished: ReadonlySet<TicketStatus> = /* @__PURE__ */ new Set([
  'completed',
  'completedUnresolved',
  'cancelled',
]);

/** Whether nothing more may be recorded on a ticket in this state. */
export function isFinished(status: TicketStatus): boolean {
  return finished.has(status);
}

/** Whether a ticket needs attention now: its priority is `urgent` and it is not finished. */
export function isUrgent(ticket: Pick<Ticket, 'priority' | 'status'>): boolean {
  return ticket.priority === 'urgent' && !isFinished(ticket.status);
}

/** The two counters over a list: all of it, and the urgent ones. */
export function countTickets(tickets: Iterable<Pick<Ticket, 'priority' | 'status'>>): {
  total: number;
  urgent: number;
} {
  let total = 0;
  let urgent = 0;
  for (const ticket of tickets) {
    total += 1;
    if (isUrgent(ticket)) urgent += 1;
  }
  return { total, urgent };
}

/** A text as search compares it: no accents, no case, single spaces. `' José  da SILVA'` gives `jose da silva`. */
export function foldText(text: string): string {
  return foldLetters(text).replace(/\s+/g, ' ').trim();
}

/** Letters beyond ASCII, as they stand together, without their accents: a list of names has few of them. */
const folded: Map<string, string> = /* @__PURE__ */ new Map();

/** {@link foldText} with the spaces left as they are. */
function foldLetters(text: string): string {
  return text.replace(/[^\0-\x7f]+/g, foldPiece).toLowerCase();
}

function foldPiece(letters: string): string {
  let plain = folded.get(letters);
  if (plain === undefined) {
    plain = letters.normalize('NFD').replace(/\p{M}+/gu, '');
    if (folded.size > 999) folded.clear();
    folded.set(letters, plain);
  }
  return plain;
}

/** Whether every word of `search` occurs in the customer's name; accents and case do not matter. */
export function matchesCustomer(
  ticket: { readonly customer: { readonly name: string } },
  search: string,
): boolean {
  return namesAll(ticket, foldText(search).split(' '));
}

function namesAll(
  { customer }: { readonly customer: { readonly name: string } },
  words: readonly string[],
): boolean {
  const name = foldLetters(customer.name);
  return words.every((word) => name.includes(word));
}

/**
 * The tickets a filter lets through, in their order. `limit` and `cursor` belong to the server's paging and are not
 * applied. A ticket without a schedule is left out as soon as `from` or `to` is given.
 */
export function filterTickets<T extends Ticket>(tickets: readonly T[], filter: TicketFilter): T[] {
  const words = foldText(filter.search ?? '').split(' ');
  const from = filter.from === undefined ? -Infinity : Date.parse(filter.from);
  const to = filter.to === undefined ? Infinity : Date.parse(filter.to);
  const anyTime = from === -Infinity && to === Infinity;
  return tickets.filter((ticket) => {
    if (filter.status && !filter.status.includes(ticket.status)) return false;
    if (filter.priority && !filter.priority.includes(ticket.priority)) return false;
    if (words[0] !== '' && !namesAll(ticket, words)) return false;
    if (anyTime) return true;
    const startsAt = ticket.schedule ? Date.parse(ticket.schedule.startsAt) : Number.NaN;
    return startsAt >= from && startsAt < to;
  });
}
