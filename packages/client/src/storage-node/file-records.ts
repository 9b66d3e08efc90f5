import { mkdir, open, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { clientError } from '../errors/client-error.ts';
import type { RecordStorage, RecordValue } from '../storage/record-storage.ts';

const version = 1;

/** The index of the folder: every text itself, every file by the name it has on the disk. */
interface Index {
  readonly version: number;
  readonly next: number;
  readonly records: Readonly<Record<string, { readonly text: string } | { readonly file: string }>>;
}

/**
 * Records in a folder: one index that is replaced by renaming a synced copy over it, and a file for each value that is
 * bytes. Whatever instant the process or the machine ends at, the folder holds the last batch whole or not at all. One
 * process at a time.
 *
 * @throws ClientError `client.storage_newer` where a newer program wrote the folder, `client.storage` where it cannot
 * be read
 */
export async function openFileRecords(folder: string): Promise<RecordStorage> {
  const indexPath = join(folder, 'index.json');
  let index = await kept(async () => {
    await mkdir(folder, { recursive: true });
    return readIndex(indexPath);
  });
  await sweep(folder, index);
  let last: Promise<unknown> = Promise.resolve();

  async function replace(next: Index): Promise<void> {
    const draft = `${indexPath}.new`;
    await writeSynced(draft, JSON.stringify(next));
    await rename(draft, indexPath);
    await syncFolder(folder);
  }

  async function commit(changes: readonly (readonly [string, RecordValue | null])[]): Promise<void> {
    const records = new Map(Object.entries(index.records));
    const dropped: string[] = [];
    let { next } = index;
    for (const [key, value] of changes) {
      const before = records.get(key);
      if (before && 'file' in before) dropped.push(before.file);
      if (value === null) records.delete(key);
      else if (typeof value === 'string') records.set(key, { text: value });
      else {
        const file = `${next}.bin`;
        next += 1;
        await writeSynced(join(folder, file), value);
        records.set(key, { file });
      }
    }
    const after = { version, next, records: Object.fromEntries(records) };
    await replace(after);
    index = after;
    await Promise.all(dropped.map((file) => rm(join(folder, file), { force: true })));
  }

  async function contentOf(record: Index['records'][string]): Promise<RecordValue> {
    return 'text' in record ? record.text : new Uint8Array(await readFile(join(folder, record.file)));
  }

  /** One at a time: a batch sees what the one before it left. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  }

  return {
    list: (prefix) =>
      inTurn(async () => {
        const found = Object.entries(index.records).filter(([key]) => key.startsWith(prefix));
        found.sort(([a], [b]) => (a < b ? -1 : 1));
        return Promise.all(found.map(async ([key, record]) => [key, await contentOf(record)] as const));
      }),
    read: (key) =>
      inTurn(async () => {
        const record = Object.hasOwn(index.records, key) ? index.records[key] : undefined;
        return record ? contentOf(record) : null;
      }),
    commit: (changes) => inTurn(() => commit(changes)),
    room: () =>
      inTurn(async () => {
        const names = await readdir(folder);
        const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
        const usedBytes = sizes.reduce((sum, size) => sum + size, 0);
        const { bavail, bsize } = await statfs(folder);
        return { usedBytes, quotaBytes: usedBytes + bavail * bsize, persisted: true };
      }),
    close: () => inTurn(async () => undefined),
  };
}

async function readIndex(path: string): Promise<Index> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return { version, next: 1, records: {} };
  const index = JSON.parse(text) as Index;
  if (!(index.version <= version)) throw clientError('client.storage_newer');
  return index;
}

/** Files of a batch that was never finished. */
async function sweep(folder: string, { records }: Index): Promise<void> {
  const named = new Set(Object.values(records).map((record) => ('file' in record ? record.file : '')));
  const files = await readdir(folder);
  const orphans = files.filter((name) => /^\d+\.bin$|\.new$/.test(name) && !named.has(name));
  await Promise.all(orphans.map((name) => rm(join(folder, name), { force: true })));
}

async function writeSynced(path: string, value: RecordValue): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(value);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A rename is on the disk once its folder is; Windows keeps folders by itself and cannot open them. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function kept<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('client.')) throw error;
    throw clientError('client.storage', {}, { cause: error });
  }
}
