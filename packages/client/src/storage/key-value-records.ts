import { clientError } from '../errors/client-error.ts';
import { fromBase64, toBase64 } from '../http/base64.ts';
import { createInTurn } from './in-turn.ts';
import type { RecordChange, RecordStorage, RecordValue } from './record-storage.ts';
import { stored } from './stored.ts';

/** A store of texts under keys that writes one of them whole or not at all, as `react-native-mmkv` is. */
export interface KeyValuePort {
  getString(key: string): string | undefined;
  set(key: string, value: string): void;
  getAllKeys(): readonly string[];
  /** As mmkv up to 3 calls it. */
  delete?(key: string): void;
  /** As mmkv calls it from 4 on. */
  remove?(key: string): unknown;
  /** In bytes. */
  readonly size?: number | undefined;
}

const version = '1';
const recordPrefix = 'field.record/';
const versionKey = 'field.version';
const batchKey = 'field.batch';

/**
 * Records in a key-value store without transactions: a batch is written as one value first and applied then; what a
 * killed app left half applied is applied again at the next start. Bytes are kept as base64, so give photos to a SQLite.
 *
 * @throws ClientError `client.storage_newer` where a newer app wrote it, `client.storage` where it does not work
 */
export async function openKeyValueRecords(store: KeyValuePort): Promise<RecordStorage> {
  const inTurn = createInTurn();
  const forget = (key: string) => (store.remove ? store.remove(key) : store.delete?.(key));

  function apply(batch: readonly (readonly [string, string | null])[]): void {
    for (const [key, text] of batch) {
      if (text === null) forget(recordPrefix + key);
      else store.set(recordPrefix + key, text);
    }
    forget(batchKey);
  }

  await stored(async () => {
    const found = store.getString(versionKey);
    if (found !== undefined && Number(found) > Number(version)) throw clientError('client.storage_newer');
    if (found === undefined) store.set(versionKey, version);
    const batch = store.getString(batchKey);
    if (batch !== undefined) apply(JSON.parse(batch));
  });

  return {
    list: (prefix) =>
      inTurn(() =>
        stored(async () => {
          const keys = store.getAllKeys().filter((key) => key.startsWith(recordPrefix + prefix));
          return keys.sort().flatMap((key) => {
            const text = store.getString(key);
            return text === undefined ? [] : [[key.slice(recordPrefix.length), decode(text)] as const];
          });
        }),
      ),
    read: (key) =>
      inTurn(() =>
        stored(async () => {
          const text = store.getString(recordPrefix + key);
          return text === undefined ? null : decode(text);
        }),
      ),
    commit(changes) {
      const batch = changes.map(encode);
      return inTurn(() =>
        stored(async () => {
          store.set(batchKey, JSON.stringify(batch));
          apply(batch);
        }),
      );
    },
    async room() {
      return { usedBytes: store.size ?? null, quotaBytes: null, persisted: true };
    },
    close: () => inTurn(async () => undefined),
  };
}

function encode([key, value]: RecordChange): readonly [string, string | null] {
  if (value === null) return [key, null];
  return [key, typeof value === 'string' ? `t${value}` : `b${toBase64(value)}`];
}

function decode(text: string): RecordValue {
  if (text.startsWith('t')) return text.slice(1);
  const bytes = text.startsWith('b') ? fromBase64(text.slice(1)) : undefined;
  if (!bytes) throw clientError('client.storage');
  return bytes;
}
