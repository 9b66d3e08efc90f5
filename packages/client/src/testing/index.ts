export { checkRecordStorage, recordStorageChecks, type StorageCheck } from './check-record-storage.ts';
export { createFakeLocation, type FakeLocation } from './fake-location.ts';
export { createHandlerFetch, type Handler } from './handler-fetch.ts';
export { createManualClock, type ManualClock } from './manual-clock.ts';
export { createSeededRandom } from './seeded-random.ts';
export type { Fault, FaultKind, Faults } from './stand-in/faults.ts';
export { createMswHandlers, type MswHttp } from './stand-in/msw-handlers.ts';
export { createSeededData, type SeededDataOptions } from './stand-in/seeded-data.ts';
export type { StandInData, StandInTechnician } from './stand-in/stand-in-data.ts';
export {
  createStandInServer,
  type SeenRequest,
  type StandInOptions,
  type StandInServer,
} from './stand-in/stand-in-server.ts';
export type { World } from './stand-in/world.ts';
