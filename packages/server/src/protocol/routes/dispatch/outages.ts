import { DeclareOutage, HistoryPage, Outage, Outages, TicketOutage } from '@field/core/dispatch';
import { invalid } from '../../dispatch/issue-of.ts';
import { noteOutage } from '../../dispatch/note-outage.ts';
import { pageOf } from '../../page-of.ts';
import { protocolError } from '../../protocol-errors.ts';
import { route } from '../../route.ts';
import { visibleTicket } from '../../ticket-access.ts';

const role = 'dispatcher';
const largestPage = 100;

export const dispatchOutageRoutes = [
  route({
    kind: 'read',
    role,
    method: 'get',
    id: 'listOutages',
    path: '/v1/dispatch/outages',
    summary: `Mass outages and the company’s tickets they explain, at most ${largestPage} a page.`,
    query: HistoryPage,
    answer: { status: 200, description: 'The running ones first, then the newest.', schema: Outages },
    handle: async ({ query, store }) => ({
      body: await store.dispatch.outages.list(pageOf(query, largestPage)),
    }),
  }),
  route({
    kind: 'change',
    role,
    method: 'post',
    id: 'declareOutage',
    path: '/v1/dispatch/outages',
    summary:
      'Says that everybody on a PON port is down: links the open tickets of its ONUs and CTOs, and those opened while it lasts.',
    body: DeclareOutage,
    answer: { status: 201, description: 'The outage with the company’s tickets.', schema: Outage },
    async handle({ body, store, recordedAt, locale }) {
      if (!(await store.olts.find(body.oltId))) throw invalid(['oltId']);
      const { outages } = store.dispatch;
      const { id, ticketIds } = await outages.declare(body, recordedAt);
      await noteOutage(store.dispatch, ticketIds, body.note, { now: recordedAt, locale });
      return { body: await outages.find(id) };
    },
  }),
  route({
    kind: 'change',
    role,
    method: 'post',
    id: 'endOutage',
    path: '/v1/dispatch/outages/{outageId}/end',
    summary:
      'Ends an outage, which the history of its open tickets tells; its tickets stay linked, new ones are not.',
    answer: { status: 200, description: 'The outage.', schema: Outage },
    problems: ['server.not_found'],
    async handle({ params, store, recordedAt, locale }) {
      const { outages } = store.dispatch;
      const outage = await outages.find(params.outageId);
      if (!outage) throw protocolError('server.not_found');
      const ticketIds = await outages.end(outage.id, recordedAt);
      const told = { now: recordedAt, locale, what: 'ended' } as const;
      await noteOutage(store.dispatch, ticketIds, outage.note, told);
      return { body: await outages.find(params.outageId) };
    },
  }),
  route({
    kind: 'read',
    method: 'get',
    id: 'readTicketOutage',
    path: '/v1/tickets/{ticketId}/outage',
    summary:
      'The mass outage a ticket belongs to, so that nobody drives to a home whose fibre is cut elsewhere.',
    answer: { status: 200, description: 'The newest; null where there is none.', schema: TicketOutage },
    problems: ['server.not_found'],
    async handle({ params, store }) {
      const { id } = await visibleTicket(store, params.ticketId);
      return { body: { outage: await store.dispatch.outages.findOfTicket(id) } };
    },
  }),
];
