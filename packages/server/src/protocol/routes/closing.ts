import { Catalogues, Closing, ClosingDraft, isFinished, Ticket } from '@field/core';
import { acceptClosing, endTicket, findAwaited } from '../closing-report.ts';
import { isOverdue, policyFor } from '../policy-for.ts';
import { protocolError } from '../protocol-errors.ts';
import { route } from '../route.ts';
import { workError } from '../work-errors.ts';

export const closingRoutes = [
  route({
    kind: 'read',
    method: 'get',
    id: 'listCatalogues',
    path: '/v1/catalogues',
    summary: 'The causes and solutions a closing chooses from.',
    answer: { status: 200, description: 'Codes with the labels people read.', schema: Catalogues },
    async handle({ store }) {
      return { body: await store.catalogues.read() };
    },
  }),
  route({
    kind: 'change',
    method: 'post',
    id: 'closeTicket',
    path: '/v1/tickets/{ticketId}/closing',
    summary:
      'Closes a ticket: keeps the report, ends the running visit, and takes CTO, seal and port over into the contract. ' +
      'A photo or signature that has not arrived is named `sha256:<64 hex digits>`; the answer’s Field-Evidence-Pending ' +
      'names those the server waits for.',
    body: ClosingDraft,
    documentedBody: Closing,
    answer: {
      status: 200,
      description: 'The closed ticket.',
      headers: ['Field-Evidence-Pending'],
      schema: Ticket,
    },
    problems: ['server.not_found', 'server.ticket_closed', 'server.closing_incomplete'],
    staysWithin: ({ ticketId }) => `ticket ${ticketId}`,
    readGround: ({ params, store }) => store.closings.readGround(params.ticketId),
    async handle({ body, store, recordedAt, ground }) {
      if (!ground) throw protocolError('server.not_found');
      const { ticket, evidence, uses, uploads } = ground;
      const { catalogues, policies } = ground.settings;
      if (isFinished(ticket.status)) throw workError('server.ticket_closed');
      const closing = acceptClosing(body, {
        ...catalogues,
        uses,
        policy: await policyFor(store, ticket, body, policies),
        overdue: isOverdue(ticket, body.occurredAt ?? recordedAt),
        evidence,
        promised: uploads.map(({ file }) => file),
      });
      const awaited = findAwaited(closing, evidence);
      const closed = endTicket(ticket, closing, recordedAt);
      store.closings.closeAtEnd(ground, { closed, closing, awaited }, recordedAt);
      const pending = awaited.map(({ sha256 }) => sha256).join(',');
      const headers = pending === '' ? {} : { 'field-evidence-pending': pending };
      return { body: closed, headers };
    },
  }),
];
