import type { OnuJobState } from '@field/core/onu-jobs';
import type { Kysely } from 'kysely';
import type { Hold, OnuJobChange, StoredOnuJob, StoredTranscriptEvent } from '../onu-jobs/stored-onu-job.ts';
import { fromJson, fromJsonOrNull, toJson } from './json-column.ts';
import { newId } from './new-id.ts';
import { nextNumber } from './next-number.ts';
import { cutPage, type Page, type PageRequest } from './page.ts';
import { decodePageCursor, encodePageCursor, type ListName } from './page-cursor.ts';
import type { Scope } from './scope.ts';
import type { Tables } from './tables.ts';
import { visibleTicketIds } from './visible-tickets.ts';

/** Jobs on OLTs: those of tickets the technician sees, and the technician's own. */
export interface OnuJobStore {
  add(job: Pick<StoredOnuJob, 'ticketId' | 'request'>, now: string): Promise<StoredOnuJob>;
  find(jobId: string): Promise<StoredOnuJob | null>;
  /** Newest first. */
  listOfTicket(ticketId: string, page: PageRequest): Promise<Page<StoredOnuJob>>;
  /** Takes a job nobody works on; null where somebody does, or it has ended. */
  claim(jobId: string, hold: Hold, now: string): Promise<StoredOnuJob | null>;
  /** Says that its runner still works on it; null where it does not hold it any more. */
  keep(jobId: string, hold: Hold): Promise<StoredOnuJob | null>;
  /** Writes what its runner did; null, and nothing written, where it does not hold it any more. */
  update(jobId: string, runner: string, change: OnuJobChange): Promise<StoredOnuJob | null>;
  /** Gives a job back to the queue, as if nobody had begun it. */
  giveBack(jobId: string, runner: string): Promise<void>;
  /** Ends a queued job; asks the runner of a running one to. */
  cancel(jobId: string, now: string): Promise<void>;
  addTranscript(jobId: string, events: readonly StoredTranscriptEvent[]): Promise<void>;
  listTranscript(jobId: string): Promise<StoredTranscriptEvent[]>;
}

/** How long a job and its transcript can be read; what it did stays in the audit. */
const keptDays = 90;

export function onuJobStore(db: Kysely<Tables>, scope: Scope): OnuJobStore {
  const { tenantId, technicianId, companyId } = scope;
  const visible = () =>
    db
      .selectFrom('onu_jobs')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where((is) =>
        is.or([is('technician_id', '=', technicianId), is('ticket_id', 'in', visibleTicketIds(db, scope))]),
      );
  const one = (jobId: string) =>
    db.updateTable('onu_jobs').where('tenant_id', '=', tenantId).where('id', '=', jobId);

  async function find(jobId: string): Promise<StoredOnuJob | null> {
    const row = await visible().where('id', '=', jobId).executeTakeFirst();
    return row ? toJob(row) : null;
  }

  return {
    find,

    async add({ ticketId, request }, now) {
      const oldest = new Date(Date.parse(now) - keptDays * 86_400_000).toISOString();
      await db
        .deleteFrom('onu_jobs')
        .where('tenant_id', '=', tenantId)
        .where('ended_at', '<', oldest)
        .execute();
      const row: Tables['onu_jobs'] = {
        tenant_id: tenantId,
        id: newId(),
        ticket_id: ticketId,
        technician_id: technicianId,
        company_id: companyId,
        kind: request.kind,
        request: toJson(request),
        state: 'queued',
        revision: 1,
        progress: null,
        plan: null,
        plan_tag: null,
        begun_write: null,
        result: null,
        problems: null,
        cancel_requested: 0,
        created_at: now,
        started_at: null,
        ended_at: null,
        runner: null,
        held_until: null,
      };
      await db.insertInto('onu_jobs').values(row).execute();
      return toJob(row);
    },

    async listOfTicket(ticketId, { limit, cursor }) {
      const list: ListName = ['onu jobs', tenantId, ticketId];
      const [last] = cursor === undefined ? [] : decodePageCursor(list, cursor, 1);
      const rows = await visible()
        .where('ticket_id', '=', ticketId)
        .$if(last !== undefined, (query) => query.where('id', '<', last ?? ''))
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute();
      const { items, nextCursor } = cutPage(rows, limit, ({ id }) => encodePageCursor(list, [id]));
      return { items: items.map(toJob), nextCursor };
    },

    async claim(jobId, { runner, until }, now) {
      const row = await one(jobId)
        .where((is) =>
          is.or([
            is('state', '=', 'queued'),
            is.and([is('state', '=', 'running'), is('held_until', '<', now)]),
          ]),
        )
        .set(({ eb, fn, val }) => ({
          state: 'running',
          runner,
          held_until: until,
          started_at: fn.coalesce('started_at', val(now)),
          revision: eb('revision', '+', 1),
        }))
        .returningAll()
        .executeTakeFirst();
      return row ? toJob(row) : null;
    },

    async keep(jobId, { runner, until }) {
      const row = await one(jobId)
        .where('runner', '=', runner)
        .where('state', '=', 'running')
        .set({ held_until: until })
        .returningAll()
        .executeTakeFirst();
      return row ? toJob(row) : null;
    },

    async update(jobId, runner, change) {
      const { state, progress, plan, planTag, begunWrite, result, problems, endedAt } = change;
      const columns: Partial<Tables['onu_jobs']> = {
        ...(state && { state }),
        ...(progress !== undefined && { progress: toJson(progress) }),
        ...(plan !== undefined && { plan: toJson(plan) }),
        ...(planTag !== undefined && { plan_tag: planTag }),
        ...(begunWrite !== undefined && { begun_write: toJson(begunWrite) }),
        ...(result !== undefined && { result: toJson(result) }),
        ...(problems !== undefined && { problems: toJson(problems) }),
        ...(endedAt !== undefined && { ended_at: endedAt }),
      };
      const row = await one(jobId)
        .where('runner', '=', runner)
        .where('state', '=', 'running')
        .set(({ eb }) => ({ ...columns, revision: eb('revision', '+', 1) }))
        .returningAll()
        .executeTakeFirst();
      return row ? toJob(row) : null;
    },

    async giveBack(jobId, runner) {
      await one(jobId)
        .where('runner', '=', runner)
        .where('state', '=', 'running')
        .where('begun_write', 'is', null)
        .set(({ eb }) => ({
          state: 'queued',
          runner: null,
          progress: null,
          revision: eb('revision', '+', 1),
        }))
        .execute();
    },

    async cancel(jobId, now) {
      await one(jobId)
        .where('state', '=', 'queued')
        .set(({ eb }) => ({ state: 'cancelled', ended_at: now, revision: eb('revision', '+', 1) }))
        .execute();
      await one(jobId).where('state', '=', 'running').set({ cancel_requested: 1 }).execute();
    },

    async addTranscript(jobId, events) {
      if (events.length === 0) return;
      const position = await nextNumber(
        db
          .selectFrom('onu_transcripts')
          .where('tenant_id', '=', tenantId)
          .where('job_id', '=', jobId)
          .select(({ fn }) => fn.max<number | null>('position').as('last')),
      );
      const rows = events.map(({ oltId, at, direction, text }, index) => ({
        tenant_id: tenantId,
        job_id: jobId,
        position: position + index,
        olt_id: oltId,
        at,
        direction,
        text,
      }));
      await db.insertInto('onu_transcripts').values(rows).execute();
    },

    async listTranscript(jobId) {
      const rows = await db
        .selectFrom('onu_transcripts')
        .select(['olt_id', 'at', 'direction', 'text'])
        .where('tenant_id', '=', tenantId)
        .where('job_id', '=', jobId)
        .orderBy('position')
        .execute();
      return rows.map(({ olt_id, at, direction, text }) => ({
        oltId: olt_id,
        at,
        direction: direction as StoredTranscriptEvent['direction'],
        text,
      }));
    },
  };
}

function toJob(row: Tables['onu_jobs']): StoredOnuJob {
  return {
    id: row.id,
    ticketId: row.ticket_id,
    request: fromJson(row.request),
    state: row.state as OnuJobState,
    revision: row.revision,
    progress: fromJsonOrNull(row.progress),
    plan: fromJsonOrNull(row.plan),
    planTag: row.plan_tag,
    begunWrite: fromJsonOrNull(row.begun_write),
    result: fromJsonOrNull(row.result),
    problems: fromJsonOrNull(row.problems),
    cancelRequested: row.cancel_requested === 1,
    createdAt: row.created_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
  };
}
