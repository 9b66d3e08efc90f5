import { cp, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'libsql';
import { cliError } from './cli-errors.ts';
import type { Configuration } from './configuration.ts';
import { defaultDatabase } from './open-storage.ts';

/** How far a copy's count of changes runs ahead, so that devices know more is new than they were told. */
const revisionsAhead = 1_000_000;

/**
 * Copies database and evidence into a new folder while the server runs: `field.db` and `field.db.evidence`, from which a
 * server starts as it is. The database comes first: a photo is on the disk before a row names it.
 * @throws FieldError `server.backup_failed`
 */
export async function backUp(configuration: Configuration, folder: string): Promise<void> {
  if (configuration.databaseUrl !== undefined) {
    throw cliError('server.backup_failed', { reason: 'PostgreSQL is copied with pg_dump' });
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

/** A device that synced after the copy was made is told everything again by a server that runs on it. */
function markAsCopy(path: string): void {
  const database = new Database(path);
  try {
    database.exec(`
      UPDATE tenants SET revision = revision + ${revisionsAhead};
      UPDATE tickets SET revision = (SELECT revision FROM tenants WHERE tenants.id = tickets.tenant_id);
    `);
  } finally {
    database.close();
  }
}
