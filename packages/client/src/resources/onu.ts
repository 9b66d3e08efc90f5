import {
  AuthorizeOnu,
  type AuthorizeResult,
  check,
  DiscoveredOnus,
  DiscoverOnu,
  OnuPlan,
  OnuSignal,
  TicketOnu,
} from '@field/core';
import { json } from '../http/answer.ts';
import type { CallOptions } from '../http/caller.ts';
import type { Api, ChangeOptions, Input } from './api.ts';

/** The ONU of a ticket's contract: what is there, what waits on the fibre, authorization, light. */
export interface OnuResource {
  /** How the contract's ONU is now, asked of the OLT; `none` where no ONU is provisioned. */
  state(ticketId: string, options?: CallOptions): Promise<TicketOnu>;
  /** Asks the OLTs for ONUs nobody has authorized, by the last characters on the sticker where given. */
  discover(ticketId: string, input?: Input<DiscoverOnu>, options?: CallOptions): Promise<DiscoveredOnus>;
  /** What {@link authorize} would send to the OLT, for a person to read. Changes nothing. */
  plan(ticketId: string, input: Input<AuthorizeOnu>, options?: CallOptions): Promise<OnuPlan>;
  /** Authorizes the ONU. The same serial number in the same place is `unchanged`, elsewhere `conflict`. */
  authorize(ticketId: string, input: Input<AuthorizeOnu>, options?: ChangeOptions): Promise<AuthorizeResult>;
  /** Measures the light now. */
  signal(ticketId: string, options?: CallOptions): Promise<OnuSignal>;
}

const stateAnswer = json((value) => check(TicketOnu, value));
const discoveredAnswer = json((value) => check(DiscoveredOnus, value));
const planAnswer = json((value) => check(OnuPlan, value));
const signalAnswer = json((value) => check(OnuSignal, value));

/** An OLT takes its time: some save their configuration for minutes. */
const oltTimeoutMs = 180_000;

export function createOnu(api: Api): OnuResource {
  const patient = <T extends CallOptions>(options: T = {} as T) => ({
    ...options,
    timeoutMs: options.timeoutMs ?? oltTimeoutMs,
  });
  return {
    async state(ticketId, options) {
      return api.read(api.path`/v1/tickets/${{ ticketId }}/onu`, stateAnswer, patient(options));
    },
    async discover(ticketId, input = {}, options) {
      const path = api.path`/v1/tickets/${{ ticketId }}/onu/discover`;
      return api.ask(path, api.input(check(DiscoverOnu, input)), discoveredAnswer, patient(options));
    },
    async plan(ticketId, input, options) {
      const path = api.path`/v1/tickets/${{ ticketId }}/onu/plan`;
      return api.ask(path, api.input(check(AuthorizeOnu, input)), planAnswer, patient(options));
    },
    async authorize(ticketId, input, options) {
      const path = api.path`/v1/tickets/${{ ticketId }}/onu/authorize`;
      const json = api.input(check(AuthorizeOnu, input));
      return api.change('onu.authorize', 'POST', path, { json }, patient(options));
    },
    async signal(ticketId, options) {
      return api.read(api.path`/v1/tickets/${{ ticketId }}/onu/signal`, signalAnswer, patient(options));
    },
  };
}
