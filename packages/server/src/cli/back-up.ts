import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import Database from 'libsql';
import { copyMark } from '../storage/copy-mark.ts';
import { cliError } from './cli-errors.ts';
import type { Configuration } from './configuration.ts';
import { copyEvidence } from './copy-evidence.ts';
import { lockFile } from './lock-file.ts';
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
  const unfinished = `${resolve(folder)}.unfinished`;
  const letGo = await takeTurn(unfinished);
  try {
    await stat(database);
    await requireNew(folder);
    // Half a copy never has the name of a whole one. What a killed attempt left makes room.
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { mode: 0o700 });
    const copy = join(unfinished, 'field.db');
    copyDatabase(database, copy);
    markAsCopy(copy);
    await copyEvidence(evidence, `${copy}.evidence`);
    await rename(unfinished, folder);
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true });
    throw failed(cause);
  } finally {
    await letGo();
  }
}

/** Two at once into one folder would each take away what the other has begun. */
async function takeTurn(unfinished: string): Promise<() => Promise<void>> {
  const path = `${unfinished}.lock`;
  let letGo: (() => void) | null;
  try {
    letGo = lockFile(path);
  } catch (cause) {
    await rm(path, { force: true });
    throw failed(cause);
  }
  if (letGo === null) throw failed(new TypeError('another backup into this folder runs'));
  return async () => {
    await rm(path, { force: true });
    letGo();
  };
}

function failed(cause: unknown) {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return cliError('server.backup_failed', { reason }, { cause });
}

async function requireNew(folder: string): Promise<void> {
  const isThere = await stat(folder).then(
    () => true,
    () => false,
  );
  if (isThere) throw new TypeError(`${folder} exists`);
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
