import { clientError } from '../errors/client-error.ts';
import { beginNewLog } from './begin-new-log.ts';
import type { RecordStorage, RecordValue } from './record-storage.ts';

const store = 'records';

/** The highest code unit there is: every key that begins with a prefix lies below the prefix followed by it. */
const last = '\uffff';

/** The platform's `indexedDB`, named without the DOM's types, which an app outside a browser does not have. */
export interface IndexedDbPort {
  open(name: string, version?: number): unknown;
  deleteDatabase(name: string): unknown;
}

/**
 * Records in a browser's IndexedDB. A batch is one transaction of durability `strict`, so a closed tab or a flat battery
 * loses nothing that was answered.
 *
 * @param name of the database; give each provider's app its own. An empty one beside it, `{name}.log`, keeps Chromium from
 * emptying both after its second kill
 * @throws ClientError `client.missing_port` where the platform has no IndexedDB, `client.storage_newer` where a newer
 * app made the database, `client.storage` where it cannot be opened, `client.storage_lost` once after the browser found its
 * databases damaged and emptied them: tell the technician, then open again
 */
export async function openIndexedDbRecords(
  name: string,
  indexedDb: IndexedDbPort | undefined = globalThis.indexedDB,
): Promise<RecordStorage> {
  if (!indexedDb) throw clientError('client.missing_port', { port: 'storage' });
  if (await beginNewLog(indexedDb as IDBFactory, name)) throw clientError('client.storage_lost');
  const db = await open(indexedDb as IDBFactory, name);
  // A newer version of the app in another tab wants to migrate: stand aside instead of blocking it.
  db.onversionchange = () => db.close();

  return {
    async list(prefix) {
      const records = db.transaction(store).objectStore(store);
      const range = IDBKeyRange.bound(prefix, prefix + last);
      const [keys, values] = await Promise.all([
        done(records.getAllKeys(range)),
        done(records.getAll(range) as IDBRequest<RecordValue[]>),
      ]);
      return keys.map((key, index) => [String(key), values[index] as RecordValue] as const);
    },
    async read(key) {
      const value = await done<RecordValue | undefined>(
        db.transaction(store).objectStore(store).get(key) as IDBRequest<RecordValue | undefined>,
      );
      return value ?? null;
    },
    commit(changes) {
      return new Promise((resolve, reject) => {
        const transaction = db.transaction(store, 'readwrite', { durability: 'strict' });
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
        const records = transaction.objectStore(store);
        for (const [key, value] of changes) {
          if (value === null) records.delete(key);
          else records.put(value, key);
        }
      });
    },
    async room() {
      const { storage } = globalThis.navigator ?? {};
      const { usage = null, quota = null } = (await storage?.estimate?.()) ?? {};
      return {
        usedBytes: usage,
        quotaBytes: quota,
        persisted: (await storage?.persisted?.()) ?? null,
      };
    },
    async close() {
      db.close();
    },
  };
}

function open(indexedDb: IDBFactory, name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDb.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => {
      const cause = request.error;
      const newer = cause?.name === 'VersionError';
      reject(
        newer
          ? clientError('client.storage_newer', {}, { cause })
          : clientError('client.storage', {}, { cause }),
      );
    };
  });
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
