import { AuthorizeOnu, check, DiscoverOnu } from '@field/core';
import type { Fibre } from './fibre.ts';
import { accept } from './reply.ts';
import { change, type Route, read } from './route.ts';
import type { World } from './world.ts';

/** The ONU of a ticket, asked and answered in one request. */
export function createOnuRoutes(world: World, fibre: Fibre): Route[] {
  return [
    read('GET /v1/tickets/{ticketId}/onu', ({ params, scope }) => {
      const { onu, onuState } = world.ticketOf(scope, params.ticketId ?? '').network;
      return { status: 200, body: { state: onuState, onu } };
    }),
    read('POST /v1/tickets/{ticketId}/onu/discover', ({ json, params, scope }) => {
      world.openTicketOf(scope, params.ticketId ?? '');
      const { endsWith } = accept(check(DiscoverOnu, json()));
      return { status: 200, body: { items: fibre.discover(endsWith) } };
    }),
    read('POST /v1/tickets/{ticketId}/onu/plan', ({ json, params, scope }) => {
      const { plan, tag } = fibre.plan(world.openTicketOf(scope, params.ticketId ?? ''), json());
      return { status: 200, body: plan, headers: { etag: `"${tag}"` } };
    }),
    change('POST /v1/tickets/{ticketId}/onu/authorize', ({ json, occurredAt, params, scope }) => {
      const ticket = world.openTicketOf(scope, params.ticketId ?? '');
      accept(check(AuthorizeOnu, json()));
      return { status: 200, body: fibre.authorize(scope, ticket, json(), occurredAt) };
    }),
    read('GET /v1/tickets/{ticketId}/onu/signal', ({ params, scope }) => ({
      status: 200,
      body: fibre.signal(scope, world.ticketOf(scope, params.ticketId ?? '')),
    })),
  ];
}
