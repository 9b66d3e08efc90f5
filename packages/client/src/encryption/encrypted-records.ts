import { clientError } from '../errors/client-error.ts';
import { createInTurn } from '../storage/in-turn.ts';
import type { RecordChange, RecordStorage, RecordValue } from '../storage/record-storage.ts';
import { createSealer, type Sealer } from './sealer.ts';

/** A key of WebCrypto (`CryptoKey`), named without the DOM's types. */
export interface KeyHandle {
  readonly type: string;
  readonly extractable: boolean;
}

/** The part of the platform's `crypto` that is used. */
export interface CryptoPort {
  /** A `SubtleCrypto`. */
  readonly subtle: object;
  getRandomValues(bytes: Uint8Array): Uint8Array;
}

/** How records are encrypted. */
export interface EncryptionOptions {
  /** 16 or 32 random bytes from the platform's key store, or an AES-GCM key that may encrypt and decrypt. */
  readonly key: Uint8Array | KeyHandle;
  /** Keys of before: what they encrypted is encrypted anew with `key` when the storage is opened. */
  readonly previousKeys?: readonly (Uint8Array | KeyHandle)[] | undefined;
  /** The platform's WebCrypto; `globalThis.crypto` where left out. */
  readonly crypto?: CryptoPort | undefined;
}

/** Tells whether a key is the right one; no app's record has this name. */
const markKey = 'field:encryption';
const mark = 'field-encryption-1';

/**
 * Encrypts the values of a storage with AES-GCM (NIST SP 800-38D), each bound to the name of its record; names stay
 * readable, for prefixes are asked for by name. What lay there unencrypted is encrypted when it is opened first, whole or
 * not at all.
 *
 * @throws ClientError `client.wrong_key` where the storage was encrypted with another key, `client.missing_port` where
 * the platform has no WebCrypto
 */
export async function openEncryptedRecords(
  storage: RecordStorage,
  { crypto: given = globalThis.crypto as CryptoPort, key, previousKeys = [] }: EncryptionOptions,
): Promise<RecordStorage> {
  if (!given?.subtle) throw clientError('client.missing_port', { port: 'crypto' });
  const crypto = given as unknown as Crypto;
  const sealer = await createSealer(crypto, key as Uint8Array | CryptoKey);
  await adopt(storage, sealer, () =>
    Promise.all(previousKeys.map((one) => createSealer(crypto, one as Uint8Array | CryptoKey))),
  );
  const inTurn = createInTurn();

  async function opened(name: string, value: RecordValue): Promise<RecordValue> {
    const content = await sealer.open(name, value);
    if (content === undefined) throw clientError('client.wrong_key');
    return content;
  }

  return {
    list: (prefix) =>
      inTurn(async () => {
        const records = (await storage.list(prefix)).filter(([name]) => name !== markKey);
        return Promise.all(records.map(async ([name, value]) => [name, await opened(name, value)] as const));
      }),
    read: (name) =>
      inTurn(async () => {
        const value = await storage.read(name);
        return value === null ? null : opened(name, value);
      }),
    commit(changes) {
      // Copied now: what the caller does to an array afterwards is not meant.
      const given = changes.map(([name, value]): RecordChange => [name, copyOf(value)]);
      return inTurn(async () => storage.commit(await sealed(sealer, given)));
    },
    ...(storage.room && { room: () => storage.room?.() ?? Promise.reject(clientError('client.storage')) }),
    close: () => inTurn(() => storage.close()),
  };
}

/** Makes every record one of `sealer`'s, in one batch. */
async function adopt(
  storage: RecordStorage,
  sealer: Sealer,
  previous: () => Promise<readonly Sealer[]>,
): Promise<void> {
  const kept = await storage.read(markKey);
  if (kept !== null && (await sealer.open(markKey, kept)) === mark) return;
  let before: Sealer | undefined;
  if (kept !== null) {
    for (const one of await previous()) {
      if ((await one.open(markKey, kept)) === mark) before = one;
    }
    if (!before) throw clientError('client.wrong_key');
  }
  const records = (await storage.list('')).filter(([name]) => name !== markKey);
  const plain = await Promise.all(
    records.map(async ([name, value]): Promise<RecordChange> => {
      const content = before ? await before.open(name, value) : value;
      if (content === undefined) throw clientError('client.wrong_key');
      return [name, content];
    }),
  );
  await storage.commit(await sealed(sealer, [...plain, [markKey, mark]]));
}

async function sealed(sealer: Sealer, changes: readonly RecordChange[]): Promise<RecordChange[]> {
  return Promise.all(
    changes.map(
      async ([name, value]) => [name, value === null ? null : await sealer.seal(name, value)] as const,
    ),
  );
}

function copyOf(value: RecordValue | null): RecordValue | null {
  return value === null || typeof value === 'string' ? value : value.slice();
}
