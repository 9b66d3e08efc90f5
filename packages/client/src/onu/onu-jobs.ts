import { check } from '@field/core';
import { OnuJobs as JobList, type OnuJob, parseStartOnuJob, type StartOnuJob } from '@field/core/onu-jobs';
import type { FieldClient } from '../client.ts';
import { type ClientError, clientError, isClientError } from '../errors/client-error.ts';
import { invalidInput } from '../errors/invalid-input.ts';
import { json } from '../http/answer.ts';
import type { CallOptions, Technician } from '../http/caller.ts';
import { createPathTag } from '../http/path.ts';
import { createStore } from '../ports/store.ts';
import type { Input } from '../resources/api.ts';
import type { RecordStorage } from '../storage/record-storage.ts';
import { canStream } from './event-stream.ts';
import { followJob, jobAnswer } from './follow-job.ts';
import type { OnuWork, OnuWorkSnapshot } from './onu-work.ts';
import { createRememberedJobs, type RememberedJob } from './remembered-jobs.ts';

export type { RememberedJob } from './remembered-jobs.ts';

export interface OnuJobsOptions {
  readonly client: FieldClient;
  /** Where jobs are remembered while they run; the outbox may use the same one. */
  readonly storage: RecordStorage;
  /** `false` reads jobs again and again in place of streaming them; what the runtime can do where left out. */
  readonly streaming?: boolean | undefined;
}

/** What starting a job takes. */
export type StartOptions = Omit<CallOptions, 'as'>;

type Wanted<Kind extends StartOnuJob['kind']> = Input<Omit<Extract<StartOnuJob, { kind: Kind }>, 'kind'>>;

/**
 * Work on OLTs for a ticket's contract. Without coverage there is no OLT to speak to: every start is then
 * `client.olt_out_of_reach`, with nothing done or, where that is not known, the same job when it is asked for again.
 */
export interface OnuJobs {
  /** Lists ONUs nobody has authorized, by the last characters on the sticker where given. */
  discover(ticketId: string, input?: Wanted<'discover'>, options?: StartOptions): Promise<OnuWork>;
  /** Shows what an authorization would send; its `planTag` holds {@link authorize} to it. */
  plan(ticketId: string, input: Wanted<'plan'>, options?: StartOptions): Promise<OnuWork>;
  authorize(ticketId: string, input: Wanted<'authorize'>, options?: StartOptions): Promise<OnuWork>;
  provision(ticketId: string, input?: Wanted<'provision'>, options?: StartOptions): Promise<OnuWork>;
  /** Measures the light; {@link judgeJobSignal} holds it against the provider's band. */
  verifySignal(ticketId: string, options?: StartOptions): Promise<OnuWork>;
  replace(ticketId: string, input: Wanted<'replace'>, options?: StartOptions): Promise<OnuWork>;
  deprovision(ticketId: string, input?: Wanted<'deprovision'>, options?: StartOptions): Promise<OnuWork>;
  /** Follows a job that runs, whoever started it. */
  follow(jobId: string, options?: StartOptions): Promise<OnuWork>;
  /** The jobs of a ticket, newest first. */
  list(ticketId: string, options?: StartOptions): Promise<readonly OnuJob[]>;
  /** After the app was closed: follows what this device asked for and has not seen end. */
  resume(options?: StartOptions): Promise<readonly OnuWork[]>;
  /** Jobs asked for of which the server's word never came: ask a person, then {@link startAgain} or {@link forget}. */
  unconfirmed(): Promise<readonly RememberedJob[]>;
  /** Asks for an unconfirmed job under its own id: one that runs or ran already is the same one. */
  startAgain(operationId: string, options?: StartOptions): Promise<OnuWork>;
  forget(operationId: string): Promise<void>;
}

const listAnswer = json((value) => check(JobList, value));

/** What a call says where the server was not reached, or not heard. */
const unheard: readonly string[] = ['client.network', 'client.timeout', 'client.retries_exhausted'];

export function openOnuJobs({ client, storage, streaming = canStream() }: OnuJobsOptions): OnuJobs {
  const { connection } = client;
  const { call, clock, locale } = connection;
  const path = createPathTag(locale);
  const remembered = createRememberedJobs(storage);

  async function owner(): Promise<Technician> {
    await client.restore();
    const { session } = client.session.getSnapshot();
    if (!session) throw clientError('client.unauthenticated');
    return { tenantId: session.tenantId, technicianId: session.technician.id };
  }

  async function reached<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (!isClientError(error) || !unheard.includes(error.code)) throw error;
      throw clientError('client.olt_out_of_reach', error.details, { cause: error });
    }
  }

  async function start(ticketId: string, wanted: unknown, options: StartOptions = {}): Promise<OnuWork> {
    const request = accepted(wanted);
    const { occurredAt: askedAt, operationId } = connection.stamp();
    path`${{ ticketId }}`;
    const who = await owner();
    const job: RememberedJob = { operationId, ticketId, request, askedAt, jobId: null };
    await remembered.keep(who, job);
    return send(who, job, options);
  }

  async function send(who: Technician, entry: RememberedJob, options: StartOptions): Promise<OnuWork> {
    const { askedAt: occurredAt, operationId, request, ticketId } = entry;
    const url = path`/v1/tickets/${{ ticketId }}/onu/jobs`;
    const body = { json: request };
    try {
      const sent = call({ method: 'POST', path: url, body, operationId, occurredAt }, jobAnswer, {
        ...options,
        as: who,
      });
      const job = await reached(sent);
      await remembered.keep(who, { ...entry, jobId: job.id });
      return work(who, job, operationId);
    } catch (error) {
      if (isRefused(error)) await remembered.forget(who, operationId);
      throw error;
    }
  }

  function work(who: Technician, first: OnuJob, operationId: string | null): OnuWork {
    const stopping = new AbortController();
    let now: OnuWorkSnapshot = { job: first, connection: 'following', error: null };
    const store = createStore(clock, () => now);
    const show = (change: Partial<OnuWorkSnapshot>) => {
      now = { ...now, ...change };
      store.changed();
    };
    const ended = followJob(connection, first.id, {
      as: who,
      signal: stopping.signal,
      streaming,
      onJob: (job) => show({ job }),
      onConnection(error) {
        const reachable = error === null ? 'following' : 'outOfReach';
        if (now.connection !== reachable || now.error !== error) show({ connection: reachable, error });
      },
    }).then(
      async (job) => {
        show({ job, connection: 'ended', error: null });
        if (operationId !== null) await remembered.forget(who, operationId);
        return job;
      },
      async (error: unknown) => {
        show({ connection: 'stopped', error: isClientError(error) ? error : null });
        if (operationId !== null && isClientError(error, 'client.not_found')) {
          await remembered.forget(who, operationId);
        }
        throw error;
      },
    );
    ended.catch(() => undefined);
    return {
      jobId: first.id,
      ended,
      subscribe: store.subscribe,
      getSnapshot: store.getSnapshot,
      async cancel() {
        const { operationId: id, occurredAt } = connection.stamp();
        const url = path`/v1/onu-jobs/${{ jobId: first.id }}/cancel`;
        const request = { method: 'POST', path: url, operationId: id, occurredAt } as const;
        return reached(call(request, jobAnswer, { as: who }));
      },
      stop: () => stopping.abort(),
    };
  }

  async function follow(jobId: string, options: StartOptions = {}, operationId: string | null = null) {
    const who = await owner();
    const request = { method: 'GET', path: path`/v1/onu-jobs/${{ jobId }}` } as const;
    return work(who, await reached(call(request, jobAnswer, { ...options, as: who })), operationId);
  }

  function accepted(wanted: unknown): StartOnuJob {
    try {
      return parseStartOnuJob(wanted);
    } catch (error) {
      const { issues = [] } = error as { issues?: Parameters<typeof invalidInput>[0] };
      throw invalidInput(issues, locale);
    }
  }

  return {
    discover: (ticketId, input, options) => start(ticketId, { kind: 'discover', ...input }, options),
    plan: (ticketId, input, options) => start(ticketId, { kind: 'plan', ...input }, options),
    authorize: (ticketId, input, options) => start(ticketId, { kind: 'authorize', ...input }, options),
    provision: (ticketId, input, options) => start(ticketId, { kind: 'provision', ...input }, options),
    verifySignal: (ticketId, options) => start(ticketId, { kind: 'verifySignal' }, options),
    replace: (ticketId, input, options) => start(ticketId, { kind: 'replace', ...input }, options),
    deprovision: (ticketId, input, options) => start(ticketId, { kind: 'deprovision', ...input }, options),
    follow: (jobId, options) => follow(jobId, options),
    async list(ticketId, options = {}) {
      const url = path`/v1/tickets/${{ ticketId }}/onu/jobs`;
      return (await reached(call({ method: 'GET', path: url }, listAnswer, options))).items;
    },
    async resume(options) {
      const who = await owner();
      const works: OnuWork[] = [];
      for (const { jobId, operationId } of await remembered.list(who)) {
        if (jobId === null) continue;
        try {
          works.push(await follow(jobId, options, operationId));
        } catch (error) {
          if (!isClientError(error, 'client.not_found')) throw error;
          await remembered.forget(who, operationId);
        }
      }
      return works;
    },
    async unconfirmed() {
      return (await remembered.list(await owner())).filter(({ jobId }) => jobId === null);
    },
    async startAgain(operationId, options = {}) {
      const who = await owner();
      const entry = (await remembered.list(who)).find((one) => one.operationId === operationId);
      if (!entry) throw clientError('client.not_found', { operationId });
      return send(who, entry, options);
    },
    async forget(operationId) {
      await remembered.forget(await owner(), operationId);
    },
  };
}

/** The server understood it and said no: there is no such job. */
function isRefused(error: unknown): error is ClientError {
  return (
    isClientError(error) &&
    [
      'client.invalid',
      'client.not_found',
      'client.conflict',
      'client.precondition',
      'client.forbidden',
    ].includes(error.code)
  );
}
