import { CustomerAbsent, StartVisit, Visit } from '@field/core';
import { route } from '../route.ts';
import { openTicket } from '../ticket-access.ts';
import { workError } from '../work-errors.ts';

export const visitRoutes = [
  route({
    kind: 'change',
    method: 'post',
    id: 'startVisit',
    path: '/v1/tickets/{ticketId}/visits',
    summary: 'Starts a visit: when, and from where.',
    body: StartVisit,
    answer: { status: 201, description: 'The running visit.', schema: Visit },
    problems: ['server.not_found', 'server.ticket_closed', 'server.visit_running'],
    async handle({ params, body, store, recordedAt }) {
      const { id } = await openTicket(store, params.ticketId);
      const running = await store.visits.findRunning(id);
      if (running) throw workError('server.visit_running', { startedAt: running.startedAt });
      const visit = await store.visits.add({
        ticketId: id,
        startedAt: body.startedAt,
        startedFrom: body.location,
        endedAt: null,
        outcome: null,
      });
      await store.tickets.update(id, { status: 'inProgress' }, recordedAt);
      await store.timeline.add({
        ticketId: id,
        kind: 'visitStarted',
        occurredAt: body.startedAt,
        recordedAt,
        params: {},
      });
      return { body: visit };
    },
  }),
  route({
    kind: 'change',
    method: 'post',
    id: 'recordCustomerAbsent',
    path: '/v1/tickets/{ticketId}/customer-absent',
    summary:
      'Records that nobody was at home: ends the running visit, or keeps the attempt as one of its own.',
    body: CustomerAbsent,
    answer: { status: 201, description: 'The visit, ended.', schema: Visit },
    problems: ['server.not_found', 'server.ticket_closed'],
    async handle({ params, body, store, recordedAt }) {
      const { id } = await openTicket(store, params.ticketId);
      const ended = { endedAt: body.occurredAt, outcome: 'customerAbsent' } as const;
      const running = await store.visits.findRunning(id);
      if (running) await store.visits.end(running.id, ended.endedAt, ended.outcome);
      const visit = running
        ? { ...running, ...ended }
        : await store.visits.add({
            ticketId: id,
            startedAt: body.occurredAt,
            startedFrom: body.location,
            ...ended,
          });
      await store.tickets.update(id, { status: 'awaitingReschedule' }, recordedAt);
      await store.timeline.add({
        ticketId: id,
        kind: 'customerAbsent',
        occurredAt: body.occurredAt,
        recordedAt,
        params: body.note === null ? {} : { text: body.note },
      });
      return { body: visit };
    },
  }),
];
