import { createHash } from 'node:crypto';
import { oltError } from '../contract/errors.ts';
import type { Release, WriteLock } from '../driver/write-lock.ts';

/** What the lock needs of a connection to PostgreSQL: a `Client` of the package `pg` fits. */
export interface PostgresConnection {
  query(text: string, values?: unknown[]): Promise<unknown>;
  on(event: 'error' | 'end', listener: () => void): unknown;
  /** Ends the connection, also in the middle of a query. */
  end(): Promise<void>;
}

export interface PostgresLockOptions {
  /** How often a held lock's connection is asked whether it still lives, and how long it may take to answer; default 5,000. */
  readonly heartbeatMs?: number;
}

/**
 * A write lock that processes on several machines share: a session-level advisory lock, taken on a connection of its own. PostgreSQL
 * gives it back by itself when the process or its machine dies. It has to be a direct connection: behind a pooler that hands out
 * sessions by transaction the lock would be another's.
 *
 * Who waits is served in turn. A connection that ends, or does not answer a heartbeat, is a lost lock: the write stops.
 *
 * @param connect opens a connection for one lock
 * @throws FieldError (from `acquire`) `olt.lock_failed` where the database cannot be reached or refuses
 * @example
 * const lock = createPostgresLock(async () => {
 *   const client = new pg.Client({ connectionString });
 *   await client.connect();
 *   return client;
 * });
 */
export function createPostgresLock(
  connect: () => Promise<PostgresConnection>,
  { heartbeatMs = 5_000 }: PostgresLockOptions = {},
): WriteLock {
  return {
    async acquire(key, signal) {
      signal?.throwIfAborted();
      const connection = await connect().catch((error: unknown) => {
        throw failed(error);
      });
      const lost = new AbortController();
      const lose = () => lost.abort();
      // Listened to from the first moment on: an error nobody hears ends the process.
      connection.on('error', lose);
      connection.on('end', lose);
      const end = () => {
        // The server gives the lock back with the connection, whatever end it comes to.
        connection.end().catch(lose);
      };
      signal?.addEventListener('abort', end, { once: true });
      try {
        await connection.query('select pg_advisory_lock($1::bigint)', [lockNumber(key)]);
        signal?.throwIfAborted();
        if (lost.signal.aborted) throw failed(undefined);
      } catch (error) {
        end();
        signal?.throwIfAborted();
        throw failed(error);
      } finally {
        signal?.removeEventListener('abort', end);
      }
      const stop = beat(connection, heartbeatMs, lose);
      const release = () => {
        stop();
        end();
      };
      return Object.assign(release, { lost: lost.signal }) satisfies Release;
    },
  };
}

/** Sixty-four bits of a hash: what two different OLTs never share. */
function lockNumber(key: string): string {
  return createHash('sha256').update(`field olt write ${key}`).digest().readBigInt64BE().toString();
}

/** Asks again and again whether the connection lives; a cable that was pulled says nothing by itself. */
function beat(connection: PostgresConnection, everyMs: number, lose: () => void): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout>;
  const wait = (then: () => void) => {
    timer = setTimeout(then, everyMs).unref();
  };
  const ask = () => {
    wait(lose);
    connection.query('select 1').then(() => {
      clearTimeout(timer);
      if (!stopped) wait(ask);
    }, lose);
  };
  wait(ask);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

function failed(cause: unknown) {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'connection ended';
  return oltError('olt.lock_failed', { reason: code }, { cause });
}
