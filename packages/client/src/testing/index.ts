export { checkRecordStorage, recordStorageChecks, type StorageCheck } from './check-record-storage.ts';
export { createHandlerFetch, type Handler } from './handler-fetch.ts';
export { createManualClock, type ManualClock } from './manual-clock.ts';
export { createSeededRandom } from './seeded-random.ts';
