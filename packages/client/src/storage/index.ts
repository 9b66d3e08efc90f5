/** Storages for work and for what was read, one contract for all: `checkRecordStorage` of `@field/client/testing`. */
export { openIndexedDbRecords } from './indexed-db-records.ts';
export { type KeyValuePort, openKeyValueRecords } from './key-value-records.ts';
export { createMemoryRecords } from './memory-records.ts';
export { type Migration, openMigratedRecords } from './migrated-records.ts';
export { keepBrowserStorage, type StorageManagerPort } from './persistence.ts';
export type { RecordChange, RecordStorage, RecordValue, StorageRoom } from './record-storage.ts';
export { openSqlRecords, type SqlPort, type SqlStatements } from './sql-records.ts';
