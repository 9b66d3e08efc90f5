import { ClosingRecord, HistoryPage, TicketAudit } from '@field/core/dispatch';
import { answerFile } from '../../answer-file.ts';
import { pageOf } from '../../page-of.ts';
import { protocolError } from '../../protocol-errors.ts';
import { route } from '../../route.ts';
import { workError } from '../../work-errors.ts';

const largestPage = 1000;

/** What the company reads of work that was done. */
export const dispatchClosingRoutes = [
  route({
    kind: 'read',
    role: 'dispatcher',
    method: 'get',
    id: 'readClosing',
    path: '/v1/dispatch/tickets/{ticketId}/closing',
    summary: 'How a ticket of the company was closed, with products and evidence.',
    answer: { status: 200, description: 'The report as it was sent.', schema: ClosingRecord },
    problems: ['server.not_found', 'server.closing_missing'],
    async handle({ params: { ticketId }, store: { dispatch } }) {
      if (!(await dispatch.tickets.find(ticketId))) throw protocolError('server.not_found');
      const report = await dispatch.closings.find(ticketId);
      if (!report) throw workError('server.closing_missing');
      const evidence = {
        items: await dispatch.evidence.listOfTicket(ticketId),
        pending: await dispatch.evidence.listAwaited(ticketId),
      };
      return { body: { ...report, products: await dispatch.stock.listUses(ticketId), evidence } };
    },
  }),
  route({
    kind: 'read',
    role: 'dispatcher',
    method: 'get',
    id: 'readCompanyEvidence',
    path: '/v1/dispatch/evidence/{evidenceId}',
    summary: 'The bytes of a photo or signature of a ticket of the company.',
    answer: {
      status: 200,
      description: 'The file.',
      mediaTypes: ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/svg+xml'],
    },
    problems: ['server.not_found'],
    async handle({ params, store, services, signedIn }) {
      const evidence = await store.dispatch.evidence.find(params.evidenceId);
      return answerFile(services.storage.evidenceFiles, signedIn.scope.tenantId, evidence);
    },
  }),
  route({
    kind: 'read',
    role: 'admin',
    method: 'get',
    id: 'listAudit',
    path: '/v1/dispatch/tickets/{ticketId}/audit',
    summary: `Who was shown the PPPoE password of a ticket, and who wrote to an OLT for it, at most ${largestPage} entries a page.`,
    query: HistoryPage,
    answer: { status: 200, description: 'Oldest first.', schema: TicketAudit },
    problems: ['server.not_found'],
    async handle({ query, params: { ticketId }, store: { dispatch } }) {
      if (!(await dispatch.tickets.find(ticketId))) throw protocolError('server.not_found');
      const { items, nextCursor } = await dispatch.audit.list(ticketId, pageOf(query, largestPage));
      const told = items.map(({ action, at, technicianId }) => ({ action, at, technicianId }));
      return { body: { items: told, nextCursor } };
    },
  }),
];
