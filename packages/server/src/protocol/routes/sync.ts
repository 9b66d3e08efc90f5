import { Ticket } from '@field/core';
import * as z from 'zod/mini';
import { route } from '../route.ts';

const defaultPage = 100;
const largestPage = 500;

const SyncQuery = z.object({
  cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(2048))),
  /** The end of the window: tickets scheduled from then on are left out. Tickets without a schedule are always in. */
  until: z.optional(z.iso.datetime({ offset: true })),
  limit: z.optional(z.int().check(z.gte(1), z.lte(largestPage))),
});

const TicketChanges = z.object({
  items: z.array(Ticket),
  removed: z.array(
    z.object({
      ticketId: z.string(),
      reason: z.enum(['reassigned', 'closed', 'outsideWindow']),
    }),
  ),
  complete: z.boolean(),
  nextCursor: z.string(),
});

export const syncRoutes = [
  route({
    kind: 'read',
    method: 'get',
    id: 'syncTickets',
    path: '/v1/sync/tickets',
    summary:
      'The technician’s unfinished tickets, and from then on what changed since a cursor. What is no longer on the device’s ' +
      'list is named with the reason; it may name tickets the device never held.',
    query: SyncQuery,
    answer: {
      status: 200,
      description: 'One page; `complete` says that nothing more is known now. Come back with `nextCursor`.',
      schema: TicketChanges,
    },
    problems: ['server.sync_restart'],
    async handle({ query, store }) {
      const { cursor, until, limit = defaultPage } = query;
      const asked = { limit, ...(cursor !== undefined && { cursor }), ...(until !== undefined && { until }) };
      return { body: await store.tickets.listChanges(asked) };
    },
  }),
];
