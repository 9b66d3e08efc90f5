import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ticket } from '../../test/samples.ts';
import { wordsOf } from '../schema/schema.ts';
import { countTickets, filterTickets, isUrgent, matchesCustomer } from './filter-tickets.ts';
import { TicketPriority, TicketStatus } from './ticket.ts';

const named = (name: string) => ticket({ customer: { id: 'c', name, phone: null } });

test.each([
  ['José da Conceição', 'jose', true],
  ['José da Conceição', 'CONCEICAO', true],
  ['José da Conceição', 'conceição josé', true],
  ['José da Conceição', '  da  ', true],
  ['José da Conceição', '', true],
  ['José da Conceição', 'maria', false],
  ['ANTÔNIO PEÑA', 'antonio pena', true],
  ['Ana', 'ana maria', false],
])('a customer named %j searched by %j: %s', (name, search, found) => {
  expect(matchesCustomer(named(name), search)).toBe(found);
  expect(filterTickets([named(name)], { search })).toHaveLength(found ? 1 : 0);
});

test('a search typed with combining accents finds a name typed with composed ones', () => {
  expect(matchesCustomer(named('José'.normalize('NFC')), 'José'.normalize('NFD'))).toBe(true);
});

test('status and priority let through any of the given ones', () => {
  const open = ticket({ id: 'a' });
  const urgent = ticket({ id: 'b', status: 'inProgress', priority: 'urgent' });
  expect(filterTickets([open, urgent], { status: ['inProgress', 'paused'] })).toEqual([urgent]);
  expect(filterTickets([open, urgent], { priority: ['normal'] })).toEqual([open]);
  expect(filterTickets([open, urgent], { status: [] })).toEqual([]);
  expect(filterTickets([open, urgent], {})).toEqual([open, urgent]);
});

test('the schedule is compared as instants, start included and end excluded', () => {
  const at14 = ticket();
  const unscheduled = ticket({ schedule: null });
  const find = (from?: string, to?: string) =>
    filterTickets([at14, unscheduled], { ...(from && { from }), ...(to && { to }) });
  expect(find('2026-01-31T17:00:00Z', '2026-01-31T17:00:01Z')).toEqual([at14]);
  expect(find(undefined, '2026-01-31T14:00:00-03:00')).toEqual([]);
  expect(find('2026-01-31T14:00:01-03:00')).toEqual([]);
});

test('a finished ticket is not urgent any more', () => {
  const tickets = [
    ticket({ priority: 'urgent' }),
    ticket({ priority: 'urgent', status: 'completed' }),
    ticket({ priority: 'high' }),
  ];
  expect(tickets.map(isUrgent)).toEqual([true, false, false]);
  expect(countTickets(tickets)).toEqual({ total: 3, urgent: 1 });
  expect(countTickets([])).toEqual({ total: 0, urgent: 0 });
});

const anyTicket = fc
  .record({
    id: fc.uuid(),
    status: fc.constantFrom(...wordsOf(TicketStatus)),
    priority: fc.constantFrom(...wordsOf(TicketPriority)),
    name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  })
  .map(({ id, status, priority, name }) =>
    ticket({ id, status, priority, customer: { id, name, phone: null } }),
  );

test('a filter keeps order, invents nothing, and asking again changes nothing', () => {
  const filter = fc.record(
    {
      search: fc.string({ unit: 'grapheme', maxLength: 3 }),
      status: fc.uniqueArray(fc.constantFrom(...wordsOf(TicketStatus))),
      priority: fc.uniqueArray(fc.constantFrom(...wordsOf(TicketPriority))),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(anyTicket, { maxLength: 20 }), filter, (tickets, filter) => {
      const kept = filterTickets(tickets, filter);
      expect(kept).toEqual(tickets.filter((item) => kept.includes(item)));
      expect(filterTickets(kept, filter)).toEqual(kept);
      for (const item of kept) {
        if (filter.status) expect(filter.status).toContain(item.status);
        if (filter.priority) expect(filter.priority).toContain(item.priority);
        expect(matchesCustomer(item, filter.search ?? '')).toBe(true);
      }
    }),
    { seed: 20260131, numRuns: 300 },
  );
});

test('a customer is found by any part of the name, in any case', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('José da Conceição', 'Ångström Peña', 'MARIA DE LOURDES'),
      fc.nat(),
      fc.nat(),
      (name, a, b) => {
        const part = name.slice(a % name.length, 1 + (b % name.length));
        expect(matchesCustomer(named(name), part.toUpperCase())).toBe(true);
      },
    ),
    { seed: 7, numRuns: 200 },
  );
});
