/**
 * Where the client keeps what must outlive the app: texts under keys, each written whole or not at all. AsyncStorage,
 * SecureStore, `localStorage` and a table of two columns all fit. Session tokens are kept here: choose a storage that
 * is encrypted where the platform has one.
 */
export interface ClientStorage {
  /** The text under `key`, or `null`. */
  read(key: string): Promise<string | null>;
  write(key: string, value: string): Promise<void>;
  /** Forgets `key`; no error where it is unknown. */
  remove(key: string): Promise<void>;
}
