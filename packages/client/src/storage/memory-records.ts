import type { RecordStorage, RecordValue } from './record-storage.ts';

/** Records that last as long as the process: for tests and screens in development. It keeps no report. */
export function createMemoryRecords(): RecordStorage {
  const records = new Map<string, RecordValue>();
  return {
    async list(prefix) {
      return [...records]
        .filter(([key]) => key.startsWith(prefix))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => [key, copy(value)] as const);
    },
    async read(key) {
      const value = records.get(key);
      return value === undefined ? null : copy(value);
    },
    async commit(changes) {
      for (const [key, value] of changes) {
        if (value === null) records.delete(key);
        else records.set(key, copy(value));
      }
    },
    close: async () => undefined,
  };
}

/** Nobody who keeps the array changes the record. */
function copy(value: RecordValue): RecordValue {
  return typeof value === 'string' ? value : value.slice();
}
