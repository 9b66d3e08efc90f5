import { cp, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'libsql';
import { copyMark } from '../storage/copy-mark.ts';
import { cliError } from './cli-errors.ts';
import type { Configuration } from './configuration.ts';
import { defaultDatabase } from './open-storage.ts';

/**
 * Copies database and evidence into a new folder while the server runs: `field.db` and `field.db.evidence`, from which a
 * server starts as it is. The database comes first: a photo is on the disk before a row names it.
 * @throws FieldError `server.backup_failed`; `server.backup_not_ours` for PostgreSQL, whose own tools do it
 */
export async function backUp(configuration: Configuration, folder: string): Promise<void> {
  if (configuration.databaseUrl !== undefined) {
    throw cliError('server.backup_not_ours');
  }
  const { database = defaultDatabase, evidence = `${database}.evidence` } = configuration;
  try {
    await stat(database);
    await mkdir(folder, { mode: 0o700 });
    const copy = join(folder, 'field.db');
    copyDatabase(database, copy);
    markAsCopy(copy);
    await cp(evidence, `${copy}.evidence`, { recursive: true, filter: (path) => !path.endsWith('incoming') });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw cliError('server.backup_failed', { reason }, { cause });
  }
}

function copyDatabase(from: string, to: string): void {
  const database = new Database(from, { readonly: true, fileMustExist: true });
  try {
    database.prepare('VACUUM INTO ?').run(to);
  } finally {
    database.close();
  }
}

/** The server that starts on it has been set back, and says so to devices. */
function markAsCopy(path: string): void {
  const database = new Database(path);
  try {
    database.pragma(`user_version = ${copyMark}`);
  } finally {
    database.close();
  }
}
