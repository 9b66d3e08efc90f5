import type { Locale } from '@field/core';
import { HistoryPage } from '@field/core/dispatch';
import {
  hasEnded,
  OnuJob,
  OnuJobKind,
  OnuJobs,
  OnuTranscript,
  parseStartOnuJob,
  StartOnuJob,
} from '@field/core/onu-jobs';
import * as z from 'zod/mini';
import { giveUpAfter } from '../../give-up-after.ts';
import { maxTranscript, maxTranscriptEvents } from '../../onu-jobs/job-log.ts';
import { onuError } from '../../onu-jobs/onu-errors.ts';
import type { OnuJobRunner } from '../../onu-jobs/onu-job-runner.ts';
import { prepareWrite } from '../../onu-jobs/onu-write.ts';
import { oltsOfTicket, requireOnu } from '../../onu-jobs/prepare-onu-work.ts';
import { presentOnuJob } from '../../onu-jobs/present-onu-job.ts';
import type { StoredOnuJob } from '../../onu-jobs/stored-onu-job.ts';
import type { Store } from '../../storage/store.ts';
import { eventStream, eventStreamHeaders, type ServerEvent } from '../event-stream.ts';
import { pageOf } from '../page-of.ts';
import { protocolError } from '../protocol-errors.ts';
import { route, type Services } from '../route.ts';
import { visibleTicket } from '../ticket-access.ts';

const largestPage = 100;
const jobProblems = ['server.not_found'];

/** How long a stream lasts; an event source then asks again and goes on behind the last event it saw. */
const maxStreamMs = 10 * 60_000;
/** How often a job is looked for that another server may work on. */
const lookMs = 1_000;

export const onuJobRoutes = [
  route({
    kind: 'change',
    method: 'post',
    id: 'startOnuJob',
    path: '/v1/tickets/{ticketId}/onu/jobs',
    summary:
      'Starts work on an OLT that goes on without the phone. A write shows its plan before its first command; with planOnly it ' +
      'ends there, with planTag it does what that plan showed, or nothing.',
    // The shape its kind names is read by the handler, so that what is wrong is named in that shape.
    body: z.looseObject({ kind: OnuJobKind }),
    documentedBody: StartOnuJob,
    answer: { status: 202, description: 'The job, queued.', schema: OnuJob },
    problems: [
      ...jobProblems,
      'core.invalid_input',
      'server.ticket_closed',
      'server.olt_missing',
      'server.onu_missing',
      'server.onu_already_bound',
      'server.onu_of_other_contract',
      'server.onu_on_other_olt',
      'server.onu_profile_missing',
      'server.onu_service_missing',
    ],
    async handle({ params, body, store, services, locale, recordedAt }) {
      const request = parseStartOnuJob(body);
      const { id: ticketId } = await visibleTicket(store, params.ticketId);
      const runner = runnerOf(services);
      // What can be known without the OLT is refused now, not by the job.
      if (request.kind === 'discover') await oltsOfTicket(store, ticketId);
      else if (request.kind === 'verifySignal') await requireOnu(store, ticketId);
      else await prepareWrite(store, ticketId, request);
      const job = await store.onuJobs.add({ ticketId, request }, recordedAt);
      return {
        body: presentOnuJob(job, locale),
        headers: { location: `/v1/onu-jobs/${job.id}` },
        afterCommit: () => runner.push({ scope: store.scope, jobId: job.id }),
      };
    },
  }),
  route({
    kind: 'read',
    method: 'get',
    id: 'listOnuJobs',
    path: '/v1/tickets/{ticketId}/onu/jobs',
    summary: `The jobs of a ticket, newest first, at most ${largestPage} a page; kept 90 days.`,
    query: HistoryPage,
    answer: { status: 200, description: 'The newest first.', schema: OnuJobs },
    problems: jobProblems,
    async handle({ query, params, store, locale }) {
      const { id } = await visibleTicket(store, params.ticketId);
      const { items, nextCursor } = await store.onuJobs.listOfTicket(id, pageOf(query, largestPage));
      return { body: { items: items.map((job) => presentOnuJob(job, locale)), nextCursor } };
    },
  }),
  route({
    kind: 'read',
    method: 'get',
    id: 'readOnuJob',
    path: '/v1/onu-jobs/{jobId}',
    summary: 'How a job stands.',
    answer: { status: 200, description: 'The job.', schema: OnuJob },
    problems: jobProblems,
    async handle({ params, store, locale }) {
      return { body: presentOnuJob(await requireJob(store, params.jobId), locale) };
    },
  }),
  route({
    kind: 'read',
    method: 'get',
    id: 'followOnuJob',
    path: '/v1/onu-jobs/{jobId}/events',
    summary:
      'The job as it goes, as Server-Sent Events: `progress`, then one `done`. Each carries the whole job, its id is the revision. ' +
      'Last-Event-ID goes on behind an event that was seen.',
    headers: { optional: ['Last-Event-ID'] },
    answer: {
      status: 200,
      description: 'Events until the job has ended.',
      mediaTypes: ['text/event-stream'],
    },
    problems: [...jobProblems, 'server.too_many_requests'],
    async handle({ request, params, store, services, locale, signedIn }) {
      const { id } = await requireJob(store, params.jobId);
      const close = services.streams.open(signedIn.sessionId);
      const seen = /^\d{1,15}$/.exec(request.headers.get('last-event-id') ?? '')?.[0] ?? '0';
      const stop = new AbortController();
      const signal = giveUpAfter(maxStreamMs, stop.signal, services.closing);
      const followed = {
        ...{ store, jobId: id, runner: runnerOf(services), locale },
        isSignedIn: () => services.signIn.isOpen(signedIn),
      };
      const events = untilEnd(follow(followed, Number(seen), signal), close);
      return { body: eventStream(events, stop), headers: eventStreamHeaders };
    },
  }),
  route({
    kind: 'read',
    method: 'get',
    id: 'readOnuTranscript',
    path: '/v1/onu-jobs/{jobId}/transcript',
    summary: 'What was said between the server and OLTs for a job, secrets masked.',
    answer: { status: 200, description: 'In the order it was said.', schema: OnuTranscript },
    problems: jobProblems,
    async handle({ params, store }) {
      const { id } = await requireJob(store, params.jobId);
      const items = await store.onuJobs.listTranscript(id);
      const length = items.reduce((sum, { text }) => sum + text.length, 0);
      return { body: { items, complete: length < maxTranscript && items.length < maxTranscriptEvents } };
    },
  }),
  route({
    kind: 'change',
    method: 'post',
    id: 'cancelOnuJob',
    path: '/v1/onu-jobs/{jobId}/cancel',
    summary: 'Ends a job that is queued, or only reads. What writes goes on to its end.',
    answer: { status: 200, description: 'The job; a running one ends soon after.', schema: OnuJob },
    problems: [...jobProblems, 'server.onu_job_running'],
    async handle({ params, store, services, locale, recordedAt }) {
      const job = await requireJob(store, params.jobId);
      if (job.state === 'running' && writes(job)) throw onuError('server.onu_job_running');
      if (!hasEnded(job)) await store.onuJobs.cancel(job.id, recordedAt);
      return {
        body: presentOnuJob(await requireJob(store, job.id), locale),
        afterCommit: async () => services.onuJobRunner?.cancel(job.id),
      };
    },
  }),
];

function writes({ request }: StoredOnuJob): boolean {
  if (request.kind === 'discover' || request.kind === 'verifySignal' || request.kind === 'plan') return false;
  return request.planOnly !== true;
}

/** @throws FieldError `server.not_found` */
async function requireJob(store: Store, jobId: string): Promise<StoredOnuJob> {
  const job = await store.onuJobs.find(jobId);
  if (!job) throw protocolError('server.not_found');
  return job;
}

function runnerOf({ onuJobRunner }: Services): OnuJobRunner {
  if (!onuJobRunner) throw onuError('server.olt_missing');
  return onuJobRunner;
}

interface Followed {
  readonly store: Store;
  readonly jobId: string;
  readonly runner: OnuJobRunner;
  readonly locale: Locale;
  /** Whether the session the stream was opened with is still open: one of a lost phone is told nothing more. */
  readonly isSignedIn: () => Promise<boolean>;
}

/** Calls `ended` when the events are over, whatever ends them. */
async function* untilEnd<T>(events: AsyncIterable<T>, ended: () => void): AsyncGenerator<T> {
  try {
    yield* events;
  } finally {
    ended();
  }
}

/** The job whenever it has changed since `seen`, which may be what another server did: the database is where it is. */
async function* follow(
  { store, jobId, runner, locale, isSignedIn }: Followed,
  seen: number,
  signal: AbortSignal,
): AsyncGenerator<ServerEvent> {
  let last = seen;
  while (!signal.aborted) {
    const changed = nextChange(runner, jobId, signal);
    if (!(await isSignedIn())) return;
    const job = await store.onuJobs.find(jobId);
    if (!job) return;
    const ended = hasEnded(job);
    if (ended || job.revision > last) {
      last = job.revision;
      const data = presentOnuJob(job, locale);
      yield { id: String(job.revision), event: ended ? 'done' : 'progress', data };
    }
    if (ended) return;
    await changed;
  }
}

/** Resolves at the next change this process makes, and soon in any case. */
function nextChange({ feed }: OnuJobRunner, jobId: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      unfollow();
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const unfollow = feed.follow(jobId, done);
    const timer = setTimeout(done, lookMs);
    signal.addEventListener('abort', done, { once: true });
  });
}
