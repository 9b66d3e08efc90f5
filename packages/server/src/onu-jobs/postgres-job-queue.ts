import pg from 'pg';
import PgBoss from 'pg-boss';
import type { JobQueue } from './job-queue.ts';
import type { OnuJobRef } from './stored-onu-job.ts';

export interface PostgresJobQueueOptions {
  /** The database of the storage, or another that all servers share; its user makes the schema `field_jobs`. */
  readonly url: string;
  /** How many jobs this process works on at once; 8 unless told. Those of one OLT take turns, and one place. */
  readonly concurrency?: number;
  /** What the queue could not do and will try again, as when the database was away. */
  readonly onError?: (error: Error) => void;
}

const name = 'onu-jobs';

/** Longer than any job: the queue's own idea of a lost job must not come before ours, which is the hold in the job's row. */
const expireInSeconds = 3_600;

/** Longest wait for running jobs at the end. */
const graceMs = 30 * 60_000;

/**
 * Brings ONU jobs to any of several servers on one PostgreSQL, by pg-boss. Give the servers one write lock as well
 * (`createPostgresLock` of `@field/olt/postgres-lock`), so that an OLT has one writer.
 */
export function createPostgresJobQueue(options: PostgresJobQueueOptions): JobQueue {
  const { url, concurrency = 8, onError = () => {} } = options;
  const database = queueDatabase(url, onError);
  let boss: PgBoss | undefined;
  const workers: string[] = [];
  return {
    async start(work) {
      if (!boss) {
        const starting = newBoss(database, onError);
        await starting.start();
        // One whose start failed cannot be started again: the next round makes another.
        boss = starting;
      }
      // Of one job, one reminder waits: rounds of several servers bring it again and again.
      await boss.createQueue(name, { name, policy: 'short', expireInSeconds, retryLimit: 0 });
      for (let worker = 0; worker < concurrency; worker += 1) {
        const id = await boss.work<OnuJobRef>(
          name,
          { batchSize: 1, pollingIntervalSeconds: 1 },
          async (jobs) => {
            for (const { data } of jobs) await work(data);
          },
        );
        workers.push(id);
      }
    },
    async push(ref) {
      // Before the start has succeeded there is nobody to remind: the next round starts, and brings it.
      await boss?.send(name, ref, { singletonKey: ref.jobId });
      for (const worker of workers) boss?.notifyWorker(worker);
    },
    async close() {
      await boss?.stop({ graceful: true, wait: true, timeout: graceMs });
      await database.close();
    },
  };
}

function newBoss(db: ReturnType<typeof queueDatabase>, onError: (error: Error) => void): PgBoss {
  const boss = new PgBoss({
    db,
    schema: 'field_jobs',
    schedule: false,
    archiveCompletedAfterSeconds: 3_600,
    deleteAfterDays: 1,
  });
  return boss.on('error', onError);
}

/**
 * The queue's own connections. pg-boss would close them under workers that still ask for jobs; such a question is never answered, and
 * the process never ends.
 */
function queueDatabase(url: string, onError: (error: Error) => void) {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'field onu-jobs',
    max: 4,
    connectionTimeoutMillis: 10_000,
  });
  pool.on('error', onError);
  const running = new Set<Promise<unknown>>();
  return {
    async executeSql(text: string, values: unknown[]) {
      const query = pool.query(text, values);
      const settled = query.then(
        () => void running.delete(settled),
        () => void running.delete(settled),
      );
      running.add(settled);
      return query;
    },
    async close() {
      while (running.size > 0) await Promise.all(running);
      await pool.end();
    },
  };
}
