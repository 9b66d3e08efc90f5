import { randomBytes } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { Kysely, SqliteDialect } from 'kysely';
import Database from 'libsql';
import { folderEvidenceFiles } from '../evidence/folder-evidence-files.ts';
import { memoryEvidenceFiles } from '../evidence/memory-evidence-files.ts';
import { assembleStorage } from './assemble-storage.ts';
import { checkpointsBeside } from './checkpoints.ts';
import { copyMark } from './copy-mark.ts';
import type { Engine } from './engine.ts';
import { markRestored } from './mark-restored.ts';
import { migrate } from './migrations/migrations.ts';
import { closedSecretBox, createSecretBox } from './secret-box.ts';
import { SettledDialect, type SqliteConnection, withKnownStatements } from './sqlite-connection.ts';
import { sqliteEngine } from './sqlite-engine.ts';
import type { Storage } from './storage.ts';
import { storageError } from './storage-errors.ts';
import type { Tables } from './tables.ts';
import { nothingToFlush, openWalFlush } from './wal-flush.ts';

export interface SqliteStorageOptions {
  /** The database file; it is made where there is none. `:memory:` keeps everything in memory until it is closed. */
  readonly path: string;
  /**
   * Encrypts PPPoE passwords at rest: 32 bytes or 64 hexadecimal digits. Without it they can be neither stored nor
   * shown; `:memory:` makes its own.
   */
  readonly secretKey?: Uint8Array | string | undefined;
  /** The folder of photos and signatures; `<path>.evidence` unless told. */
  readonly evidencePath?: string;
}

/**
 * Opens the embedded database and brings it to the newest version. Every accepted change is on the disk before it is
 * answered (WAL, one flush for all that wait for it: docs/decisions/0022-shared-flushes.md); one process at a time may have it open
 * for writing. When the disk fails to take a flush, everything rejects until the database is opened anew.
 * @throws FieldError `server.storage_not_opened`, `server.secret_key_invalid`
 */
export async function openSqliteStorage(options: SqliteStorageOptions): Promise<Storage> {
  const { path, secretKey } = options;
  const inMemory = path === ':memory:';
  const secrets =
    secretKey !== undefined
      ? createSecretBox(secretKey)
      : inMemory
        ? createSecretBox(randomBytes(32))
        : closedSecretBox;

  const { database, reading, flush } = await openDatabase(path, inMemory);
  const connection = withKnownStatements(database, flush);
  const db = new Kysely<Tables>({ dialect: new SettledDialect(connection, flush) });
  const alone = (work: () => Promise<void>) => db.connection().execute(work);
  const checkpoints = inMemory ? null : checkpointsBeside(path, flush, alone);
  const committed = () => checkpoints?.committed();
  const engine = sqliteEngine({ db, connection, reading, flush, committed });
  await noticeCopy(database, engine);
  // Until here every commit was flushed by the engine itself.
  if (!inMemory) database.pragma('synchronous = NORMAL');
  const evidenceFiles = inMemory
    ? memoryEvidenceFiles()
    : await folderEvidenceFiles(options.evidencePath ?? `${path}.evidence`);
  const optimize = () => alone(async () => gatherStatistics(database));
  return assembleStorage({
    engine: {
      ...engine,
      async close() {
        // Without fresh statistics the next start works as well, only slower.
        await optimize().catch(() => undefined);
        await checkpoints?.close();
        await engine.close();
        await flush.close();
      },
    },
    secrets,
    evidenceFiles,
    optimize,
  });
}

/** Most rows of an index that are looked at: it takes a millisecond, whatever the table has grown to. */
const analysisLimit = 400;

/**
 * Tells the planner how tables look, as SQLite advises for connections that stay open: all of them once, then those that were asked and have
 * grown much (https://sqlite.org/lang_analyze.html).
 */
function gatherStatistics(database: Database.Database): void {
  database.pragma(`analysis_limit = ${analysisLimit}`);
  const isKnown =
    database.prepare("select 1 from sqlite_master where name = 'sqlite_stat1'").get() !== undefined;
  database.exec(isKnown ? 'pragma optimize' : 'analyze');
}

/** A server that starts on a copy has been set back to it. */
async function noticeCopy(database: Database.Database, engine: Engine): Promise<void> {
  const [{ user_version: mark = 0 } = {}] = database.pragma('user_version') as { user_version?: number }[];
  if (mark !== copyMark) return;
  await markRestored(engine, new Date().toISOString());
  database.pragma('user_version = 0');
}

async function openDatabase(path: string, inMemory: boolean) {
  try {
    // SQLite gives its journal files the permissions of the database.
    if (!inMemory) closeSync(openSync(path, 'a', 0o600));
    const database = new Database(path);
    // Of a new file. Rows are small and lie apart: a closing writes to some twenty pages, each of them whole.
    database.pragma('page_size = 2048');
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.pragma('busy_timeout = 5000');
    // Pages that change often are carried over into the database once for many commits: 32 MB instead of 4.
    database.pragma('wal_autocheckpoint = 8000');
    await migrate(new Kysely<Tables>({ dialect: new SqliteDialect({ database }) }));
    if (inMemory) return { database, reading: null, flush: nothingToFlush };
    // What a process that was killed has left goes into the file, and is on the disk before anybody is told of it.
    database.pragma('wal_checkpoint(passive)');
    const flush = openWalFlush(path);
    await flush.settled();
    return { database, reading: openReading(path), flush };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw storageError('server.storage_not_opened', { path, reason }, { cause });
  }
}

function openReading(path: string): SqliteConnection {
  const database = new Database(path);
  database.pragma('query_only = ON');
  database.pragma('busy_timeout = 5000');
  return withKnownStatements(database);
}
