import type { ClientStorage } from './client-storage.ts';

/** A storage that lasts as long as the process: for tests, and for apps that want a sign-in at every start. */
export function createMemoryStorage(): ClientStorage {
  const entries = new Map<string, string>();
  return {
    read: async (key) => entries.get(key) ?? null,
    write: async (key, value) => {
      entries.set(key, value);
    },
    remove: async (key) => {
      entries.delete(key);
    },
  };
}
