import { isFieldError } from '@field/core';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { folderEvidenceFiles } from '../evidence/folder-evidence-files.ts';
import { assembleStorage } from './assemble-storage.ts';
import type { Engine } from './engine.ts';
import { migrate } from './migrations/migrations.ts';
import { noticeRestore } from './notice-restore.ts';
import { prepareStatements } from './prepare-statements.ts';
import { closedSecretBox, createSecretBox } from './secret-box.ts';
import type { Storage } from './storage.ts';
import { storageError } from './storage-errors.ts';
import type { Tables } from './tables.ts';
import { tenantConnections } from './tenant-connections.ts';

export interface PostgresStorageOptions {
  /**
   * `postgres://user@host:port/database`; the database must exist and belong to the user, its tables are made. A superuser
   * is refused, for the engine would not keep tenants apart.
   */
  readonly url: string;
  /** Encrypts PPPoE passwords at rest, see `SqliteStorageOptions`. */
  readonly secretKey?: Uint8Array | string | undefined;
  /** The folder of photos and signatures; shared by all servers on this database. */
  readonly evidencePath: string;
  /** Most connections at once; 10 unless told. */
  readonly maxConnections?: number;
}

/**
 * Opens a PostgreSQL database and brings it to the newest version; several servers may use it at once. Every accepted
 * change is on the disk before it is answered (`synchronous_commit=on`).
 * @throws FieldError `server.storage_not_opened`, `server.secret_key_invalid`, `server.database_user_unbound`
 */
export async function openPostgresStorage(options: PostgresStorageOptions): Promise<Storage> {
  const { url, secretKey, evidencePath, maxConnections = 10 } = options;
  const secrets = secretKey === undefined ? closedSecretBox : createSecretBox(secretKey);
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 30_000,
    // Who waited for a turn must see what was done in the turn before, whatever this database does otherwise. All we ask for
    // are rows by their keys: with the cost of a disk that turns, PostgreSQL reads all people of a tenant to find one.
    options:
      '-c synchronous_commit=on -c default_transaction_isolation=read\\ committed -c random_page_cost=1.1',
    types: { getTypeParser: readColumn },
    // Statements given one after the other travel together.
    pipeline: true,
  });
  // A connection that breaks while nobody uses it is replaced by the next request; one in use rejects there.
  pool.on('error', () => {});
  // One that breaks between two statements of a transaction rejects at the next; nobody listening, Node would end the process.
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const engine = postgresEngine(db, pool);
  try {
    await requireBoundUser(db);
    await migrate(db);
    await noticeRestore(engine, new Date().toISOString());
    const evidenceFiles = await folderEvidenceFiles(evidencePath);
    return assembleStorage({ engine, secrets, evidenceFiles });
  } catch (cause) {
    await db.destroy();
    if (isFieldError(cause)) throw cause;
    // A host of several addresses that all refuse is an error without a message.
    const { message, code } = cause as { message?: string; code?: string };
    const reason = message || code || String(cause);
    throw storageError('server.storage_not_opened', { path: placeOf(url), reason }, { cause });
  }
}

/** The storage's engine over a pool that has no connection yet. */
export function postgresEngine(door: Kysely<Tables>, pool: pg.Pool): Engine {
  prepareStatements(pool);
  return { door, ...tenantConnections(pool), isShared: true, close: () => door.destroy() };
}

/** @throws FieldError `server.database_user_unbound` */
async function requireBoundUser(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ user: string; unbound: boolean }>`
    select rolname as user, rolsuper or rolbypassrls as unbound from pg_roles where rolname = current_user`.execute(
    db,
  );
  const [role] = rows;
  if (role?.unbound !== false)
    throw storageError('server.database_user_unbound', { user: role?.user ?? '?' });
}

const { INT8, NUMERIC } = pg.types.builtins;

/** Counters and sums arrive as text, for they might not fit a number; here they always do. */
const readColumn: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === INT8 || oid === NUMERIC ? Number : pg.types.getTypeParser(oid, format as 'text');

/** Where a database is, without user and password. */
function placeOf(url: string): string {
  return URL.canParse(url) ? `${new URL(url).host}${new URL(url).pathname}` : 'PostgreSQL';
}
