import {
  CustomerAbsent,
  Departure,
  type Evidence,
  StartVisit,
  Ticket,
  ValidationError,
  Visit,
} from '@field/core';
import { departed } from '../departed.ts';
import { policyFor } from '../policy-for.ts';
import { route } from '../route.ts';
import { requireReady } from '../start-report.ts';
import { openTicket, visibleTicket } from '../ticket-access.ts';
import { workError } from '../work-errors.ts';

export const visitRoutes = [
  route({
    kind: 'change',
    method: 'post',
    id: 'recordDeparture',
    path: '/v1/tickets/{ticketId}/departure',
    summary: 'The technician sets out: the ticket is en route, and its timeline says so.',
    body: Departure,
    answer: { status: 200, description: 'The ticket.', schema: Ticket },
    problems: ['server.not_found', 'server.ticket_closed', 'server.visit_running'],
    async handle({ params, body, store, recordedAt, locale }) {
      const { id } = await openTicket(store, params.ticketId);
      const running = await store.visits.findRunning(id);
      if (running) throw workError('server.visit_running', { startedAt: running.startedAt });
      await store.tickets.update(id, { status: 'enRoute' }, recordedAt);
      await store.timeline.add({
        ticketId: id,
        kind: 'note',
        occurredAt: body.occurredAt,
        recordedAt,
        // In the language of who sets out.
        params: { ...placeOf(body.location), text: departed[locale], outcome: 'enRoute' },
      });
      return { body: await visibleTicket(store, id) };
    },
  }),
  route({
    kind: 'change',
    method: 'post',
    id: 'startVisit',
    path: '/v1/tickets/{ticketId}/visits',
    summary: 'Starts a visit: when, from where, and with the safety form that the policy asks for.',
    body: StartVisit,
    answer: { status: 201, description: 'The running visit.', schema: Visit },
    problems: ['server.not_found', 'server.ticket_closed', 'server.visit_running', 'server.visit_not_ready'],
    async handle({ params, body, store, recordedAt }) {
      const ticket = await openTicket(store, params.ticketId);
      const { id } = ticket;
      const running = await store.visits.findRunning(id);
      if (running) throw workError('server.visit_running', { startedAt: running.startedAt });
      const { startedAt, location, ...safetyForm } = body;
      const evidence = await store.evidence.listOfTicket(id);
      requirePhotos(evidence, safetyForm.photos);
      requireReady(body, { policy: await policyFor(store, ticket), evidence });
      const visit = await store.visits.add(
        { ticketId: id, startedAt, startedFrom: location, endedAt: null, outcome: null },
        safetyForm,
      );
      await store.tickets.update(id, { status: 'inProgress' }, recordedAt);
      await store.timeline.add({
        ticketId: id,
        kind: 'visitStarted',
        occurredAt: startedAt,
        recordedAt,
        params: placeOf(location),
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
        params: { ...placeOf(body.location), ...(body.note !== null && { text: body.note }) },
      });
      return { body: visit };
    },
  }),
];

function placeOf(location: StartVisit['location']) {
  return location ? { location } : {};
}

/** @throws ValidationError (field `photos`) for a photo that was not uploaded to the ticket */
function requirePhotos(evidence: readonly Evidence[], photos: readonly string[] = []): void {
  const issues = photos.flatMap((id, index) =>
    evidence.some((file) => file.id === id) ? [] : [{ path: ['photos', index], code: 'invalid', params: {} }],
  );
  if (issues.length > 0) throw new ValidationError(issues);
}
