import {
  AuthorizeOnu,
  AuthorizeResult,
  DiscoveredOnus,
  DiscoverOnu,
  OnuPlan,
  OnuSignal,
  TicketOnu,
} from '@field/core';
import { giveUpAfter } from '../../give-up-after.ts';
import { onuError } from '../../onu-jobs/onu-errors.ts';
import type { OnuJobs } from '../../onu-jobs/onu-jobs.ts';
import {
  oltsOfTicket,
  prepareAuthorization,
  requireContract,
  requireOlt,
  requireOnu,
} from '../../onu-jobs/prepare-onu-work.ts';
import { recordAuthorization, recordSignal } from '../../onu-jobs/record-onu.ts';
import { readIfMatch } from '../precondition.ts';
import { route, type Services } from '../route.ts';
import { visibleTicket } from '../ticket-access.ts';

const readProblems = [
  'server.not_found',
  'server.olt_missing',
  'server.olt_queue_full',
  'olt.unreachable',
  'olt.timeout',
];
const writeProblems = [
  ...readProblems,
  'server.ticket_closed',
  'server.onu_already_bound',
  'server.onu_of_other_contract',
  'server.onu_profile_missing',
];

export const onuRoutes = [
  route({
    kind: 'read',
    method: 'get',
    id: 'readOnu',
    path: '/v1/tickets/{ticketId}/onu',
    summary: 'Whether the contract has an ONU, and how it is now, asked of the OLT.',
    answer: {
      status: 200,
      description: '`none`: no ONU is provisioned for this contract.',
      schema: TicketOnu,
    },
    problems: readProblems,
    async handle({ request, params, store, services, signedIn }) {
      const { id, contractId } = await visibleTicket(store, params.ticketId);
      const contract = await requireContract(store, id);
      const { onu } = contract;
      if (!onu) return { body: { state: 'none', onu: null } };
      const state = await jobsOf(services).readState(
        await requireOlt(store, onu.oltId),
        onu,
        deadline(services, request),
      );
      if (state !== contract.onuState) {
        await services.storage.change(signedIn.scope, (changing) =>
          changing.contracts.update(contractId, { onuState: state }),
        );
      }
      return { body: { state, onu } };
    },
  }),
  route({
    kind: 'read',
    method: 'post',
    id: 'discoverOnus',
    path: '/v1/tickets/{ticketId}/onu/discover',
    summary:
      'ONUs nobody has authorized yet on the OLTs that serve the contract, by the last digits of their serial.',
    body: DiscoverOnu,
    answer: { status: 200, description: 'What the OLTs see now.', schema: DiscoveredOnus },
    problems: [...readProblems, 'server.ticket_closed'],
    async handle({ request, params, body, store, services }) {
      const olts = await oltsOfTicket(store, params.ticketId);
      return {
        body: { items: await jobsOf(services).discover(olts, body.endsWith, deadline(services, request)) },
      };
    },
  }),
  route({
    kind: 'read',
    method: 'post',
    id: 'planOnu',
    path: '/v1/tickets/{ticketId}/onu/plan',
    summary:
      'All that authorizing an ONU would send to the OLT, service included, with its undo. Sends no write.',
    body: AuthorizeOnu,
    answer: {
      status: 200,
      description: 'The commands, secrets masked. The ETag names the plan, for the If-Match of authorizing.',
      schema: OnuPlan,
    },
    problems: writeProblems,
    async handle({ request, params, body, store, services }) {
      const { olt, authorization } = await prepareAuthorization(store, params.ticketId, body);
      const { plan, tag } = await jobsOf(services).plan(olt, authorization, deadline(services, request));
      return { body: plan, headers: { etag: `"${tag}"` } };
    },
  }),
  route({
    kind: 'job',
    method: 'post',
    id: 'authorizeOnu',
    path: '/v1/tickets/{ticketId}/onu/authorize',
    summary:
      'Authorizes an ONU for the contract with its service, and saves. Repeating it is safe: the OLT is read before it is ' +
      'written. With If-Match it does what the plan showed, or nothing.',
    body: AuthorizeOnu,
    ifMatch: 'The ETag of the plan that was shown.',
    answer: { status: 200, description: 'What the OLT holds now.', schema: AuthorizeResult },
    problems: [...writeProblems, 'server.plan_changed', 'olt.plan_outdated'],
    async handle({ request, params, body, store, services, locale }) {
      const shownPlan = readIfMatch(request);
      const { olt, authorization, contract } = await prepareAuthorization(store, params.ticketId, body);
      // Once begun, a write goes on to its end: a phone that loses coverage must not cut it in half.
      const signal = deadline(services);
      const result = await jobsOf(services).authorize(olt, authorization, { locale, shownPlan, signal });
      return {
        reply: { body: result },
        final: result.outcome === 'created' || result.outcome === 'unchanged' || result.outcome === 'moved',
        record: (recording) =>
          recordAuthorization({ ...recording, ticketId: params.ticketId, contract, result }),
      };
    },
  }),
  route({
    kind: 'read',
    method: 'get',
    id: 'readOnuSignal',
    path: '/v1/tickets/{ticketId}/onu/signal',
    summary: 'The light at both ends of the contract’s ONU, measured now.',
    answer: {
      status: 200,
      description: '`null` where there is no reading, with the reason.',
      schema: OnuSignal,
    },
    problems: [...readProblems, 'server.onu_missing', 'olt.onu_not_found'],
    async handle({ request, params, store, services, signedIn }) {
      const { id } = await visibleTicket(store, params.ticketId);
      const { olt, onu } = await requireOnu(store, id);
      const signal = await jobsOf(services).readSignal(olt, onu, deadline(services, request));
      await services.storage.change(signedIn.scope, (changing) =>
        recordSignal(changing, { ticketId: id, onu, signal, recordedAt: services.clock().toISOString() }),
      );
      return { body: signal };
    },
  }),
];

function jobsOf({ onuJobs }: Services): OnuJobs {
  if (!onuJobs) throw onuError('server.olt_missing');
  return onuJobs;
}

/** Ends a job that takes too long, and a read nobody waits for any more. */
function deadline({ limits }: Services, request?: Request): AbortSignal {
  return giveUpAfter(limits.oltJobMs, ...(request ? [request.signal] : []));
}
