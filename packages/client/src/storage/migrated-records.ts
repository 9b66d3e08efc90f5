import { clientError } from '../errors/client-error.ts';
import type { RecordChange, RecordStorage, RecordValue } from './record-storage.ts';
import { stored } from './stored.ts';

/** Brings all records one version up: what it answers is changed in one batch, together with the version. */
export type Migration = (
  records: readonly (readonly [key: string, value: RecordValue])[],
) => readonly RecordChange[] | Promise<readonly RecordChange[]>;

/** No app's record has this name. */
const versionKey = 'field:version';

/**
 * Opens records of an app's own format: the version is the number of `migrations`, which only ever grows at its end. An
 * older storage is brought up step by step, each whole or not at all; one of a newer app is refused and left as it is.
 *
 * @throws ClientError `client.storage_newer`
 */
export async function openMigratedRecords(
  storage: RecordStorage,
  migrations: readonly Migration[],
): Promise<RecordStorage> {
  const kept = await stored(() => storage.read(versionKey));
  const found = kept === null ? 0 : Number(kept);
  if (!(found <= migrations.length)) throw clientError('client.storage_newer');
  for (let version = found; version < migrations.length; version += 1) {
    const records = (await stored(() => storage.list(''))).filter(([key]) => key !== versionKey);
    const changes = (await migrations[version]?.(records)) ?? [];
    await stored(() => storage.commit([...changes, [versionKey, String(version + 1)]]));
  }
  return {
    ...storage,
    list: async (prefix) => (await storage.list(prefix)).filter(([key]) => key !== versionKey),
  };
}
