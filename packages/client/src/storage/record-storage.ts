/** What a record holds: text (JSON), or a file as it is. */
export type RecordValue = string | Uint8Array;

/** One change of a {@link RecordStorage}: the new value of a key, or `null` to forget it. */
export type RecordChange = readonly [key: string, value: RecordValue | null];

/** How much room there is; `null` where the platform does not tell. */
export interface StorageRoom {
  readonly usedBytes: number | null;
  readonly quotaBytes: number | null;
  /** Whether the platform promised not to clear it on its own. */
  readonly persisted: boolean | null;
}

/**
 * Where work that must not be lost is kept: values under keys, changed by the batch. A SQLite table of two columns and
 * one transaction a batch fits; so does a key-value store without transactions, when it writes a batch as one value
 * first and applies it again at the next start. `checkRecordStorage` of `@field/client/testing` says whether yours does.
 */
export interface RecordStorage {
  /** The records whose key begins with `prefix`, by key. */
  list(prefix: string): Promise<readonly (readonly [key: string, value: RecordValue])[]>;
  /** The value under `key`, or `null`. */
  read(key: string): Promise<RecordValue | null>;
  /**
   * Makes all changes or none, even where the device loses power in between. Once it resolves they outlive the
   * device's next start. Batches are applied in the order they were given.
   */
  commit(changes: readonly RecordChange[]): Promise<void>;
  /** How much room is left. */
  room?(): Promise<StorageRoom>;
  close(): Promise<void>;
}
