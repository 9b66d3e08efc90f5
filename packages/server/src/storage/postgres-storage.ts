import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { folderEvidenceFiles } from '../evidence/folder-evidence-files.ts';
import { assembleStorage } from './assemble-storage.ts';
import { migrate } from './migrations/migrations.ts';
import { closedSecretBox, createSecretBox } from './secret-box.ts';
import type { Storage } from './storage.ts';
import { storageError } from './storage-errors.ts';
import type { Tables } from './tables.ts';
import { transactInTurn } from './transact.ts';

export interface PostgresStorageOptions {
  /** `postgres://user@host:port/database`; the database must exist, its tables are made. */
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
 * @throws FieldError `server.storage_not_opened`, `server.secret_key_invalid`
 */
export async function openPostgresStorage(options: PostgresStorageOptions): Promise<Storage> {
  const { url, secretKey, evidencePath, maxConnections = 10 } = options;
  const secrets = secretKey === undefined ? closedSecretBox : createSecretBox(secretKey);
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 30_000,
    options: '-c synchronous_commit=on',
    types: { getTypeParser: readColumn },
  });
  // A connection that breaks while nobody uses it is replaced by the next request; one in use rejects there.
  pool.on('error', () => {});
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  try {
    await migrate(db);
    const evidenceFiles = await folderEvidenceFiles(evidencePath);
    return assembleStorage({ db, transact: transactInTurn(db), secrets, evidenceFiles });
  } catch (cause) {
    await db.destroy();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw storageError('server.storage_not_opened', { path: placeOf(url), reason }, { cause });
  }
}

const { INT8, NUMERIC } = pg.types.builtins;

/** Counters and sums arrive as text, for they might not fit a number; here they always do. */
const readColumn: typeof pg.types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === INT8 || oid === NUMERIC ? Number : pg.types.getTypeParser(oid, format as 'text');

/** Where a database is, without user and password. */
function placeOf(url: string): string {
  return URL.canParse(url) ? `${new URL(url).host}${new URL(url).pathname}` : 'PostgreSQL';
}
