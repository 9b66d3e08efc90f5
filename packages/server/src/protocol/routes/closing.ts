import { Catalogues, Closing, ClosingDraft, Ticket } from '@field/core';
import { together } from '../../storage/together.ts';
import { acceptClosing, findAwaited } from '../closing-report.ts';
import { isOverdue, policyFor } from '../policy-for.ts';
import { route } from '../route.ts';
import { openTicket, visibleTicket } from '../ticket-access.ts';

export const closingRoutes = [
  route({
    kind: 'read',
    method: 'get',
    id: 'listCatalogues',
    path: '/v1/catalogues',
    summary: 'The causes and solutions a closing chooses from.',
    answer: { status: 200, description: 'Codes with the labels people read.', schema: Catalogues },
    async handle({ store }) {
      const causes = await store.catalogues.listCauses();
      return { body: { causes, solutions: await store.catalogues.listSolutions() } };
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
    answer: { status: 200, description: 'The closed ticket.', schema: Ticket },
    problems: ['server.not_found', 'server.ticket_closed', 'server.closing_incomplete'],
    async handle({ params, body, store, recordedAt }) {
      const { ticketId } = params;
      const [ticket, evidence, causes, solutions, uses, policies, uploads, running] = await together([
        openTicket(store, ticketId),
        store.evidence.listOfTicket(ticketId),
        store.catalogues.listCauses(),
        store.catalogues.listSolutions(),
        store.stock.listUses(ticketId),
        store.policies.list(),
        store.uploads.listOpen(ticketId),
        store.visits.findRunning(ticketId),
      ]);
      const closing = acceptClosing(body, {
        causes,
        solutions,
        uses,
        policy: await policyFor(store, ticket, body, policies),
        overdue: isOverdue(ticket, body.occurredAt ?? recordedAt),
        evidence,
        promised: uploads.map(({ file }) => file),
      });
      const awaited = findAwaited(closing, evidence);
      const { outcome, occurredAt, readings } = closing;
      const status = outcome === 'resolved' ? 'completed' : 'completedUnresolved';
      await together<unknown[]>([
        store.closings.add(ticketId, closing, recordedAt),
        store.drafts.remove(ticketId),
        store.evidence.expect(ticketId, awaited),
        running ? store.visits.end(running.id, occurredAt, outcome) : Promise.resolve(),
        store.contracts.update(ticket.contractId, {
          ...(readings.cto && { cto: readings.cto }),
          ...(readings.seal && { seal: readings.seal }),
          ...(readings.ctoPort && { ctoPort: readings.ctoPort }),
        }),
        store.tickets.update(ticketId, { status }, recordedAt),
        store.timeline.add({
          ticketId,
          kind: 'closed',
          occurredAt,
          recordedAt,
          params: { outcome, text: closing.details },
        }),
      ]);
      const pending = awaited.map(({ sha256 }) => sha256).join(',');
      const headers = pending === '' ? {} : { 'field-evidence-pending': pending };
      return { body: await visibleTicket(store, ticketId), headers };
    },
  }),
];
