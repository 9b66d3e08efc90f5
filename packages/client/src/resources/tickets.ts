import {
  type ClosingContext,
  CustomerAbsent,
  check,
  Departure,
  PppoeCredentials,
  StartVisit,
  Ticket,
  TicketFilter,
  TicketPage,
  Timeline,
  UpdateLocation,
  type Visit,
} from '@field/core';
import { assertStartable } from '@field/core/texts';
import { json } from '../http/answer.ts';
import type { CallOptions } from '../http/caller.ts';
import { formatQuery } from '../http/path.ts';
import { foreseenPage, foreseenTicket, foreseenTimeline } from '../operations/foreseen.ts';
import type { Api, ChangeOptions, Input } from './api.ts';
import { type ReportOptions, refuseUnready } from './refuse-unready.ts';

/** The technician's tickets (chamados) and what happens at the customer's. */
export interface TicketsResource {
  /** One page; give `nextCursor` back as `cursor` for the next. `total` and `urgent` count all that match. */
  list(filter?: Input<TicketFilter>, options?: CallOptions): Promise<TicketPage>;
  read(ticketId: string, options?: CallOptions): Promise<Ticket>;
  /** The customer's PPPoE login and password: show it, do not keep it. The server notes who read it. */
  pppoe(ticketId: string, options?: CallOptions): Promise<PppoeCredentials>;
  /** The history of the ticket (acompanhamentos); of a long one the page behind `cursor`, the `nextCursor` of the one before. */
  timeline(
    ticketId: string,
    options?: CallOptions & { readonly cursor?: string | null | undefined },
  ): Promise<Timeline>;
  /** Corrects where the customer's address is on the map. */
  updateLocation(ticketId: string, input: Input<UpdateLocation>, options?: ChangeOptions): Promise<Ticket>;
  /** Says that the technician is on the way; the ticket it answers is `enRoute`. */
  depart(ticketId: string, input: Input<Departure>, options?: ChangeOptions): Promise<Ticket>;
  /**
   * Starts a visit. What the safety form of `context.policy` still lacks is `client.invalid` before a byte is sent, and
   * names every field; without a policy the server alone judges.
   */
  startVisit(ticketId: string, input: Input<StartVisit>, options?: ReportOptions): Promise<Visit>;
  /** Records that nobody was at home; the visit it answers has ended. */
  customerAbsent(ticketId: string, input: Input<CustomerAbsent>, options?: ChangeOptions): Promise<Visit>;
}

const ticketAnswer = json((value) => check(Ticket, foreseenTicket(value)));
const pageAnswer = json((value) => check(TicketPage, foreseenPage(value)));
const pppoeAnswer = json((value) => check(PppoeCredentials, value));
const timelineAnswer = json((value) => check(Timeline, foreseenTimeline(value)));

export function createTickets(api: Api): TicketsResource {
  return {
    async list(filter = {}, options) {
      const query = formatQuery(api.input(check(TicketFilter, filter)));
      return api.read(`/v1/tickets${query}`, pageAnswer, options);
    },
    async read(ticketId, options) {
      return api.read(api.path`/v1/tickets/${{ ticketId }}`, ticketAnswer, options);
    },
    async pppoe(ticketId, options) {
      return api.read(api.path`/v1/tickets/${{ ticketId }}/pppoe`, pppoeAnswer, options);
    },
    async timeline(ticketId, options) {
      const query = formatQuery({ cursor: options?.cursor });
      return api.read(api.path`/v1/tickets/${{ ticketId }}/timeline` + query, timelineAnswer, options);
    },
    async updateLocation(ticketId, input, options) {
      const path = api.path`/v1/tickets/${{ ticketId }}/location`;
      const json = api.input(check(UpdateLocation, input));
      return api.change('tickets.updateLocation', 'PUT', path, { json }, options);
    },
    async depart(ticketId, input, options) {
      const path = api.path`/v1/tickets/${{ ticketId }}/departure`;
      const json = api.input(check(Departure, input));
      return api.change('tickets.depart', 'POST', path, { json }, options);
    },
    async startVisit(ticketId, input, { context, ...options } = {}) {
      const path = api.path`/v1/tickets/${{ ticketId }}/visits`;
      const json = api.input(check(StartVisit, input));
      refuseUnready(() => assertStartable(json, context as ClosingContext), api.locale);
      return api.change('tickets.startVisit', 'POST', path, { json }, options);
    },
    async customerAbsent(ticketId, input, options) {
      const path = api.path`/v1/tickets/${{ ticketId }}/customer-absent`;
      const json = api.input(check(CustomerAbsent, input));
      return api.change('tickets.customerAbsent', 'POST', path, { json }, options);
    },
  };
}
