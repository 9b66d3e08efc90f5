import { createInTurn } from '../storage/in-turn.ts';
import type { RecordChange, RecordStorage, RecordValue } from '../storage/record-storage.ts';
import { stored } from '../storage/stored.ts';
import {
  isPending,
  parseUpload,
  type UploadEntry,
  uploadFileKey,
  uploadKey,
  uploadPrefix,
} from './upload.ts';

/** The files this device knows, always as they are on the disk. */
export interface UploadLog {
  entries(): readonly UploadEntry[];
  /** Files with their bytes: stored first, then seen; one that is known already stays as it is. */
  add(
    added: readonly { readonly entry: Omit<UploadEntry, 'sequence'>; readonly bytes: Uint8Array }[],
  ): Promise<void>;
  /** Changes entries; one the server has lets go of its bytes. */
  change(ids: readonly string[], change: Partial<UploadEntry>): Promise<void>;
  remove(id: string): Promise<void>;
  readFile(id: string): Promise<RecordValue | null>;
}

/**
 * @param keepDone how many that the server has are still known at the next start
 * @throws ClientError `client.storage` where the records cannot be listed
 */
export async function openUploadLog(
  storage: RecordStorage,
  keepDone: number,
  onChange: () => void,
): Promise<UploadLog> {
  const inTurn = createInTurn();
  const records = await stored(() => storage.list(uploadPrefix));
  let entries = records
    .flatMap(([, value]) => parseUpload(value) ?? [])
    .sort((a, b) => a.sequence - b.sequence);
  const old = entries.filter((entry) => !isPending(entry)).slice(0, -keepDone);
  await save(
    entries.filter((entry) => !old.includes(entry)),
    old.map((entry) => [uploadKey(entry), null]),
  );

  /** Stored first, then seen. */
  async function save(after: UploadEntry[], changes: readonly RecordChange[]): Promise<void> {
    if (changes.length > 0) await stored(() => storage.commit(changes));
    entries = after;
    onChange();
  }

  return {
    entries: () => entries,
    add: (added) =>
      inTurn(async () => {
        const known = new Set(entries.map(({ id }) => id));
        let sequence = entries.at(-1)?.sequence ?? 0;
        const fresh = added
          .filter(({ entry }) => !known.has(entry.id))
          .map(({ entry, bytes }) => {
            sequence += 1;
            return { entry: { ...entry, sequence }, bytes };
          });
        const changes = fresh.flatMap(({ entry, bytes }): RecordChange[] => [
          [uploadFileKey(entry.id), bytes],
          [uploadKey(entry), JSON.stringify(entry)],
        ]);
        await save([...entries, ...fresh.map(({ entry }) => entry)], changes);
      }),
    change: (ids, change) =>
      inTurn(async () => {
        const changes: RecordChange[] = [];
        const after = entries.map((entry) => {
          if (!ids.includes(entry.id)) return entry;
          const changed = { ...entry, ...change };
          changes.push([uploadKey(changed), JSON.stringify(changed)]);
          if (isPending(entry) && !isPending(changed)) changes.push([uploadFileKey(entry.id), null]);
          return changed;
        });
        await save(after, changes);
      }),
    remove: (id) =>
      inTurn(async () => {
        const gone = entries.filter((entry) => entry.id === id);
        const changes = gone.flatMap((entry): RecordChange[] => [
          [uploadKey(entry), null],
          [uploadFileKey(id), null],
        ]);
        await save(
          entries.filter((entry) => entry.id !== id),
          changes,
        );
      }),
    readFile: (id) => stored(() => storage.read(uploadFileKey(id))),
  };
}
