import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { onuError } from '../onu-jobs/onu-errors.ts';
import { problemsOf } from '../onu-jobs/problems-of.ts';
import type { Engine } from './engine.ts';
import { toJson } from './json-column.ts';
import { listTenants } from './list-tenants.ts';
import { numbersFrom } from './next-number.ts';
import type { Tables } from './tables.ts';

/**
 * Tells a database that it was set back to an older state, which it cannot know by itself. What happened since is forgotten, so
 * nothing that hangs on it may go on as if nothing had been: devices are told all again, tags of lost versions name nothing, who was
 * shut out since stays out, and what may have been done on an OLT or in another system is looked at before it is done once more.
 */
export async function markRestored(engine: Engine, now: string): Promise<void> {
  const epoch = randomBytes(6).toString('base64url');
  for (const tenantId of await listTenants(engine)) {
    await engine.transact(tenantId, tenantId, async (db) => {
      await db
        .updateTable('tenants')
        .set({ epoch, numbers_from: numbersFrom(now) })
        .where('id', '=', tenantId)
        .execute();
      await endSessions(db, tenantId, now);
      await endOnuJobs(db, tenantId, now);
      await readBackOutgoing(db, tenantId);
    });
  }
}

/** One that was ended since, as of a phone that was lost, would be good again. */
async function endSessions(db: Kysely<Tables>, tenantId: string, now: string): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ ended_at: now })
    .where('tenant_id', '=', tenantId)
    .where('ended_at', 'is', null)
    .execute();
}

/** What was to be written may have been, and undone again since: a person starts it anew. A begun write is read back. */
async function endOnuJobs(db: Kysely<Tables>, tenantId: string, now: string): Promise<void> {
  const jobs = await db
    .selectFrom('onu_jobs')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('state', 'in', ['queued', 'running'])
    .where('begun_write', 'is', null)
    .execute();
  for (const { id } of jobs) {
    const problems = toJson(problemsOf(onuError('server.onu_job_set_back'), id));
    await db
      .updateTable('onu_jobs')
      .set(({ eb }) => ({
        state: 'cancelled',
        progress: null,
        problems,
        ended_at: now,
        revision: eb('revision', '+', 1),
      }))
      .where('tenant_id', '=', tenantId)
      .where('id', '=', id)
      .execute();
  }
  await db
    .updateTable('onu_jobs')
    .set({ held_until: '' })
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'running')
    .execute();
}

/** What waits may be over there already, and what is over there may be other than was seen last. */
async function readBackOutgoing(db: Kysely<Tables>, tenantId: string): Promise<void> {
  await db
    .updateTable('outgoing')
    .set({ state: 'unknown', runner: null, held_until: null })
    .where('tenant_id', '=', tenantId)
    .where('state', 'in', ['waiting', 'sending'])
    .execute();
  await db
    .updateTable('foreign_tickets')
    .set({ fingerprint: '' })
    .where('tenant_id', '=', tenantId)
    .execute();
}
