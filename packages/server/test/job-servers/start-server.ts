import { createPostgresLock } from '@field/olt/postgres-lock';
import pg from 'pg';
import {
  createOltGateway,
  createPostgresJobQueue,
  openPostgresStorage,
  openSqliteStorage,
  startFieldServer,
} from '../../src/index.ts';

/** Of a server that works on simulated OLTs. */
export interface JobServerSettings {
  /** A file, or the address of a PostgreSQL database. */
  readonly database: string;
  readonly evidencePath: string;
  /** By the name of an OLT's credentials. */
  readonly passwords: Readonly<Record<string, string>>;
}

/** A server as `field-server` starts it, which holds its jobs for a second only, so that a test need not wait long. */
export async function startJobServer({ database, evidencePath, passwords }: JobServerSettings) {
  const isPostgres = database.startsWith('postgres:');
  const secretKey = '11'.repeat(32);
  const storage = isPostgres
    ? await openPostgresStorage({ url: database, secretKey, evidencePath })
    : await openSqliteStorage({ path: database, secretKey, evidencePath });
  const lock = createPostgresLock(async () => {
    const client = new pg.Client({ connectionString: database });
    await client.connect();
    return client;
  });
  const server = await startFieldServer({
    storage,
    port: 0,
    limits: { onuJobHoldMs: 1_000 },
    olts: createOltGateway({
      credentials: (name) => ({ password: passwords[name] }),
      ...(isPostgres && { lock }),
    }),
    ...(isPostgres && { onuJobQueue: createPostgresJobQueue({ url: database }) }),
  });
  return {
    url: server.url,
    async close() {
      await server.close();
      await storage.close();
    },
  };
}
