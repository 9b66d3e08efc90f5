import { refuse } from './reply.ts';
import type { Route } from './route.ts';

/** What a provider's office sets up once: a screen for it is built against a server of one's own. */
const unserved = [
  'GET /v1/dispatch/tickets/{ticketId}/audit',
  'GET /v1/dispatch/catalogues/{kind}/{code}',
  'PUT /v1/dispatch/catalogues/{kind}/{code}',
  'DELETE /v1/dispatch/catalogues/{kind}/{code}',
  'GET /v1/dispatch/policies/{policyId}',
  'PUT /v1/dispatch/policies/{policyId}',
  'DELETE /v1/dispatch/policies/{policyId}',
  'GET /v1/dispatch/products/{productId}',
  'PUT /v1/dispatch/products/{productId}',
  'GET /v1/dispatch/stock-transfers',
  'POST /v1/dispatch/stock-transfers',
  'GET /v1/dispatch/contracts/{contractId}',
  'PUT /v1/dispatch/contracts/{contractId}',
  'GET /v1/dispatch/ctos/{ctoId}',
  'PUT /v1/dispatch/ctos/{ctoId}',
  'DELETE /v1/dispatch/ctos/{ctoId}',
  'GET /v1/dispatch/olts',
  'GET /v1/dispatch/olts/{oltId}',
  'PUT /v1/dispatch/olts/{oltId}',
  'GET /v1/dispatch/people/{personId}',
  'PUT /v1/dispatch/people/{personId}',
  'POST /v1/dispatch/imports/{kind}',
  'GET /openapi.json',
];

/** Routes of the protocol that say by name that the stand-in does not have them. */
export function createUnservedRoutes(): Route[] {
  return unserved.map((on) => ({ kind: 'open', on, handle: () => refuse('stand_in.not_served') }));
}
