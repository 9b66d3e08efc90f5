import { readFile } from 'node:fs/promises';
import type { Storage } from '../storage/storage.ts';
import { cliError } from './cli-errors.ts';
import type { Configuration } from './configuration.ts';

/** The database file where none is named. */
export const defaultDatabase = 'field.db';

/** Opens the storage that is configured; `secretKey` is the value of `FIELD_SECRET_KEY`. */
export async function openStorage(
  { database = defaultDatabase, databaseUrl, evidence, secretKeyFile }: Configuration,
  secretKey: string | undefined,
): Promise<Storage> {
  const key = await readSecretKey({ secretKeyFile }, secretKey);
  if (databaseUrl !== undefined && evidence !== undefined) {
    const { openPostgresStorage } = await import('../storage/postgres-storage.ts');
    return openPostgresStorage({ url: databaseUrl, secretKey: key, evidencePath: evidence });
  }
  const { openSqliteStorage } = await import('../storage/sqlite-storage.ts');
  return openSqliteStorage({
    path: database,
    secretKey: key,
    ...(evidence !== undefined && { evidencePath: evidence }),
  });
}

/** The key for stored secrets, out of the variable or its file. @throws FieldError `server.file_unreadable` */
export async function readSecretKey(
  { secretKeyFile: file }: Pick<Configuration, 'secretKeyFile'>,
  secretKey: string | undefined,
): Promise<string | undefined> {
  if (secretKey || file === undefined) return secretKey || undefined;
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw cliError('server.file_unreadable', { file, reason }, { cause });
  }
}
