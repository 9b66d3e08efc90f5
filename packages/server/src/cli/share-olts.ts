import { createPostgresLock } from '@field/olt/postgres-lock';
import pg from 'pg';
import { createPostgresJobQueue } from '../onu-jobs/postgres-job-queue.ts';
import { consoleLogger, describeFault } from '../protocol/logger.ts';

/** What servers on one PostgreSQL share, so that jobs come to any of them and an OLT has one writer. */
export function shareOlts(databaseUrl: string) {
  const lock = createPostgresLock(async () => {
    const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
    await client.connect();
    return client;
  });
  const onuJobQueue = createPostgresJobQueue({
    url: databaseUrl,
    onError: (error) =>
      consoleLogger.error({ event: 'failure', at: new Date().toISOString(), ...describeFault(error) }),
  });
  return { lock, onuJobQueue };
}
