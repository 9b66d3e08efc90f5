import { isFieldError, type Locale } from '@field/core';
import type { OnuJobState, OnuWriteResult } from '@field/core/onu-jobs';
import { describeDecision, type OltErrorCode, oltError, type WritePlan, type WriteResult } from '@field/olt';
import { visibleTicket } from '../protocol/ticket-access.ts';
import type { Store } from '../storage/store.ts';
import { asLate } from './as-late.ts';
import { discoverOnus } from './discover-onus.ts';
import type { JobLog } from './job-log.ts';
import type { OltAccess } from './olt-access.ts';
import type { OltSession } from './olt-gateway.ts';
import type { OltRecord } from './olt-record.ts';
import { onuError } from './onu-errors.ts';
import { type OnuWrite, prepareWrite, type WriteJobRequest } from './onu-write.ts';
import { oltsOfTicket, requireOnu } from './prepare-onu-work.ts';
import { recordSignal } from './record-onu.ts';
import { auditWrite, type EndedWrite, recordWrite } from './record-write.ts';
import { isInDoubt, trySave } from './save-in-doubt.ts';
import { showPlan } from './show-plan.ts';
import type { BegunWrite, OnuJobResult, StoredOnuJob } from './stored-onu-job.ts';
import { withFreshPlan } from './with-fresh-plan.ts';

/** A request that may write. */
type WritingRequest = Exclude<WriteJobRequest, { kind: 'plan' }>;

/** One job on the desk of the process that works on it. */
export interface JobDesk {
  readonly job: StoredOnuJob;
  /** Reads as the technician who started it. */
  readonly store: Store;
  readonly olts: OltAccess;
  readonly log: JobLog;
  /** Gives a job up that has sent no write yet. */
  readonly signal: AbortSignal;
  /** Ends a write that takes too long from now on: what it did is taken back. */
  writeSignal(): AbortSignal;
  /** The provider's language. */
  readonly locale: Locale;
}

/** How a job ended, and what is kept of it beside the job. */
export interface JobEnd {
  readonly state: Extract<OnuJobState, 'succeeded' | 'failed' | 'unknown'>;
  readonly result: OnuJobResult | null;
  /** Why it did not go through. */
  readonly error: unknown;
  /** Runs in the transaction that ends the job. */
  record?(store: Store, now: string): Promise<void>;
  /** In place of `record`, where what is recorded would contradict what the provider knows by now. */
  recordAtLeast?(store: Store, now: string): Promise<void>;
}

/** Does a job. Rejects where it ended before a write was begun. */
export async function runOnuJob(desk: JobDesk): Promise<JobEnd> {
  const { request } = desk.job;
  if (request.kind === 'discover') return discover(desk, request.endsWith);
  if (request.kind === 'verifySignal') return verifySignal(desk);
  const write = await prepareWrite(desk.store, desk.job.ticketId, request);
  return request.kind === 'plan' || request.planOnly === true
    ? planOnly(desk, write)
    : carryOut(desk, request, write);
}

/** A session of its own on an OLT, what is said in it kept. A session all of whose places are taken is waited for. */
export async function withinOlt<T>(
  desk: JobDesk,
  olt: OltRecord,
  access: 'read-only' | 'write',
  work: (session: OltSession) => Promise<T>,
): Promise<T> {
  const { log, olts, signal } = desk;
  for (;;) {
    let connected = false;
    try {
      return await olts.within(
        olt,
        access,
        signal,
        (session) => {
          connected = true;
          return work(session);
        },
        (event) => log.transcript(olt.id, event),
      );
    } catch (error) {
      // The driver has asked for some seconds already; others are at work on this OLT.
      if (connected || signal.aborted || !isFieldError(error, 'olt.session_limit')) throw error;
      log.progress({ phase: 'waiting', done: 0, total: 0 });
    }
  }
}

async function discover(desk: JobDesk, endsWith: string | undefined): Promise<JobEnd> {
  const olts = await oltsOfTicket(desk.store, desk.job.ticketId);
  let done = 0;
  const tell = () => desk.log.progress({ phase: 'reading', done, total: olts.length });
  tell();
  const items = await discoverOnus(olts, endsWith, async (olt) => {
    const found = await withinOlt(desk, olt, 'read-only', (session) =>
      session.listUnauthorizedOnus({}, { signal: desk.signal }),
    );
    done += 1;
    tell();
    return found;
  });
  return { state: 'succeeded', result: { items }, error: null };
}

async function verifySignal(desk: JobDesk): Promise<JobEnd> {
  const { store, log, job } = desk;
  const { id: ticketId } = await visibleTicket(store, job.ticketId);
  const { olt, onu } = await requireOnu(store, ticketId);
  log.progress({ phase: 'reading', done: 0, total: 1 });
  const signal = await withinOlt(desk, olt, 'read-only', (session) =>
    session.readOnuSignal({ address: onu.address }, { signal: desk.signal }),
  );
  return {
    state: 'succeeded',
    result: signal,
    error: null,
    record: (changing, recordedAt) => recordSignal(changing, { ticketId, onu, signal, recordedAt }),
  };
}

async function planOnly(desk: JobDesk, write: OnuWrite): Promise<JobEnd> {
  desk.log.progress({ phase: 'planning', done: 0, total: 0 });
  const planned = await withinOlt(desk, write.olt, 'read-only', (session) =>
    write.plan(session, { signal: desk.signal }),
  );
  await desk.log.plan(showPlan(planned, write.summary));
  return { state: 'succeeded', result: null, error: null };
}

async function carryOut(desk: JobDesk, request: WritingRequest, write: OnuWrite): Promise<JobEnd> {
  desk.log.progress({ phase: 'connecting', done: 0, total: 0 });
  return withinOlt(desk, write.olt, 'write', (session) =>
    request.planTag === undefined
      ? withFreshPlan(() => planAndApply(desk, request, write, session))
      : planAndApply(desk, request, write, session),
  );
}

async function planAndApply(
  desk: JobDesk,
  request: WritingRequest,
  write: OnuWrite,
  session: OltSession,
): Promise<JobEnd> {
  const { log, signal } = desk;
  log.progress({ phase: 'planning', done: 0, total: 0 });
  const planned = await write.plan(session, { signal });
  const shown = showPlan(planned, write.summary);
  await log.plan(shown);
  const { name, request: asked, decision } = planned;
  const about = { oltId: write.olt.id, serialNumber: write.serialNumber };
  if (decision.kind === 'unchanged' && (await isInDoubt(desk.store, desk.job, write.olt.id))) {
    log.progress({ phase: 'saving', done: 0, total: 0 });
    const error = await trySave(session, desk.writeSignal());
    return endOf(desk, request, { outcome: 'unchanged', address: decision.address, error }, about);
  }
  // What is so already, or cannot be, sends nothing: there is nothing to hold to.
  if (decision.kind !== 'plan') return endOf(desk, request, await session.apply(planned, { signal }), about);
  if (request.planTag !== undefined && request.planTag !== shown.tag) throw onuError('server.plan_changed');
  signal.throwIfAborted();
  const { plan } = decision;
  await log.beginWrite({ name, request: asked, decision: withoutSecrets(plan), ...about });
  const total = plan.steps.length;
  let done = 0;
  let sent = false;
  try {
    const result = await session.apply(planned, {
      signal: desk.writeSignal(),
      undo: true,
      save: true,
      onStep(step, state) {
        sent = true;
        if (state === 'accepted') done += 1;
        if (state === 'undone') done -= 1;
        const phase = state === 'undone' ? 'undoing' : done === total ? 'readingBack' : 'sending';
        const command = shown.plan.steps[plan.steps.indexOf(step)]?.send;
        log.progress({
          phase,
          done,
          total,
          ...(phase === 'sending' && command !== undefined && { command }),
        });
      },
    });
    return endOf(desk, request, result, about);
  } catch (error) {
    if (!sent) throw error;
    const unknown = { outcome: 'unknown', address: plan.address, error: null } as const;
    return { ...endOf(desk, request, unknown, about), error };
  }
}

/** A plan as it is stored: its commands masked, which is all that reading back needs. */
function withoutSecrets(plan: WritePlan): BegunWrite['decision'] {
  const described = describeDecision({ kind: 'plan', plan });
  const steps = described.kind === 'plan' ? described.plan.steps : [];
  return {
    kind: 'plan',
    plan: {
      ...plan,
      steps: steps.map(({ kind, id, at, send }) => ({ kind, id, at, send, undo: [] })),
    },
  };
}

/** What a write came to, as a job's end. */
export function endOf(
  { job, locale }: Pick<JobDesk, 'job' | 'locale'>,
  { kind }: WritingRequest,
  { outcome, address, error }: Pick<WriteResult, 'outcome' | 'address' | 'error'>,
  about: { readonly oltId: string; readonly serialNumber: string },
): JobEnd {
  const failed = outcome === 'conflict' || outcome === 'undone' || outcome === 'unknown';
  const known = error && Object.hasOwn(oltError.catalogue, error.code);
  const cause = known ? asLate(oltError(error.code as OltErrorCode, error.details)) : null;
  const result: OnuWriteResult = {
    ...about,
    // What a half-made customer lacked: for who asked, it is as if all of it were new.
    outcome: kind === 'authorize' && outcome === 'changed' ? 'created' : outcome,
    address: failed || outcome === 'removed' ? null : address,
    conflictAt: outcome === 'conflict' ? address : null,
    reply: (cause?.text(locale).message ?? error?.message ?? null)?.slice(0, 2000) ?? null,
  };
  const ended = (store: Store, now: string): EndedWrite => ({
    store,
    ticketId: job.ticketId,
    kind,
    result,
    locale,
    now,
  });
  return {
    state: !failed ? 'succeeded' : outcome === 'unknown' ? 'unknown' : 'failed',
    result,
    error: failed ? (cause ?? oltError('olt.not_verified')) : null,
    record: (store, now) => recordWrite(ended(store, now)),
    recordAtLeast: (store, now) => auditWrite(ended(store, now)),
  };
}
