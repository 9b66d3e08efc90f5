import { randomUUID } from 'node:crypto';
import { type Session, type Ticket, TicketPage, Timeline } from '@field/core';
import type { Answer, Call, CallOptions } from './caller.ts';
import { conformanceError } from './conformance-errors.ts';
import { expectShape, expectStatus, expectThat } from './expect-that.ts';
import type { FaultProxy } from './fault-proxy.ts';

/** Who signs in. */
export interface ConformanceLogin {
  readonly username: string;
  readonly password: string;
  /** Of a tenant with three companies at most, the first that takes the sign-in unless told. */
  readonly companyId?: string;
}

/** What a promise is tested with: calls, people, tickets, and one change that can be counted. */
export interface Bench {
  readonly call: Call;
  readonly proxy: FaultProxy;
  /** The technician's session, the same for all promises. */
  readonly session: Session;
  /** Another technician's, who sees none of those tickets; null where none was given. */
  readonly stranger: Session | null;
  /** A dispatcher's; null where none was given. */
  readonly dispatcher: Session | null;
  /** A session of its own, for promises about sessions. */
  login(): Promise<Session>;
  /** Ends the server and starts it again; not tested where the caller has no way to. */
  restart(): Promise<void>;
  /** A ticket nobody else in this run has closed. */
  ticket(): Promise<Ticket>;
  /** The same, to be closed; not tested where the caller forbids it. */
  ticketToClose(): Promise<Ticket>;
  /** A change that leaves one trace each time it is done. */
  change(ticket: Ticket): Change;
}

/** Says where a ticket is on the map at a moment of its own, so that its traces can be told from all others. */
export interface Change {
  readonly key: string;
  send(options?: Pick<CallOptions, 'via' | 'headers' | 'as'> & { readonly other?: boolean }): Promise<Answer>;
  /** How many times it was done, by the ticket's timeline. */
  count(as?: Session): Promise<number>;
}

export interface BenchOptions {
  readonly call: Call;
  readonly proxy: FaultProxy;
  readonly signIn: (who: ConformanceLogin) => Promise<Session>;
  readonly technician: ConformanceLogin;
  readonly stranger: ConformanceLogin | undefined;
  readonly dispatcher: ConformanceLogin | undefined;
  readonly mayClose: boolean;
  readonly restart: (() => Promise<void>) | undefined;
}

const finished: readonly string[] = ['completed', 'completedUnresolved', 'cancelled'];

/** Signs in and finds the tickets to work on. @throws FieldError `server.promise_broken` where that fails */
export async function setUpBench(options: BenchOptions): Promise<Bench> {
  const { call, proxy, signIn, technician, mayClose } = options;
  const session = await signIn(technician);
  const stranger = options.stranger ? await signIn(options.stranger) : null;
  const dispatcher = options.dispatcher ? await signIn(options.dispatcher) : null;
  const closed = new Set<string>();
  // Each is a minute before the last, so that none has the moment of another and none lies ahead.
  let moment = Date.now();

  async function openTickets(): Promise<Ticket[]> {
    const answer = await call('GET', '/v1/tickets?limit=100', { as: session });
    expectStatus(answer, 200);
    const { items } = expectShape(answer, TicketPage);
    return items.filter(({ id, status }) => !closed.has(id) && !finished.includes(status));
  }

  async function ticket(): Promise<Ticket> {
    const [first] = await openTickets();
    if (!first) throw untested('the technician has no open ticket');
    return first;
  }

  return {
    call,
    proxy,
    session,
    stranger,
    dispatcher,
    login: () => signIn(technician),
    ticket,
    async restart() {
      if (!options.restart) throw untested('nothing was given that restarts the server');
      await options.restart();
      await untilAnswered(call);
    },
    async ticketToClose() {
      if (!mayClose) throw untested('tickets may not be closed');
      const tickets = await openTickets();
      const last = tickets.at(-1);
      if (!last || tickets.length < 2) throw untested('the technician has too few open tickets');
      closed.add(last.id);
      return last;
    },
    change({ id, location }) {
      moment -= 60_000;
      const occurredAt = new Date(moment).toISOString();
      const here = location ?? {
        latitude: -15.79,
        longitude: -47.88,
        accuracyMetres: null,
        measuredAt: null,
      };
      const key = randomUUID();
      return {
        key,
        send: ({ via, headers = {}, as = session, other = false } = {}) =>
          call('PUT', `/v1/tickets/${id}/location`, {
            as,
            body: { occurredAt, location: other ? { ...here, latitude: here.latitude / 2 + 1 } : here },
            headers: { 'idempotency-key': key, ...headers },
            ...(via !== undefined && { via }),
          }),
        async count(as = session) {
          const answer = await call('GET', `/v1/tickets/${id}/timeline`, { as });
          expectStatus(answer, 200);
          const { items } = expectShape(answer, Timeline);
          return items.filter(
            (entry) =>
              entry.kind === 'locationUpdated' && Date.parse(entry.occurredAt) === Date.parse(occurredAt),
          ).length;
        },
      };
    },
  };
}

export function untested(reason: string) {
  return conformanceError('server.promise_untested', { reason });
}

/** How often a server that starts is asked whether it answers, half a second apart: somebody else's tells in no other way. */
const startAttempts = 120;

async function untilAnswered(call: Call): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await call('GET', '/.well-known/field-service.json').catch(() => null);
    if (answer?.status === 200) return;
    expectThat(attempt < startAttempts, 'the server does not answer after its restart');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
