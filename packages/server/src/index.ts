export { defaultPasswordCost, hashPassword, type PasswordCost } from './auth/password.ts';
export type {
  Backend,
  BackendAction,
  BackendCapabilities,
  BackendOperation,
  Capability,
  DegradationReason,
  ForeignTicket,
  ForeignWords,
  KnownTicket,
  OpenedTicket,
  ReadBack,
  SendResult,
} from './backends/backend.ts';
export { backendError } from './backends/backend-errors.ts';
export {
  type BackendSync,
  type BackendSyncOptions,
  createBackendSync,
  type TenantBackend,
} from './backends/backend-sync.ts';
export { createIxcBackend } from './backends/ixc/ixc-backend.ts';
export type { IxcOptions, IxcSettings } from './backends/ixc/ixc-options.ts';
export type { ConnectionLimits, GivenConnectionLimits } from './connections/connection-limits.ts';
export { seedTenant } from './import/seed-tenant.ts';
export type { TenantImport } from './import/tenant-import.ts';
export type { JobQueue } from './onu-jobs/job-queue.ts';
export {
  createOltGateway,
  type OltCredentials,
  type OltGateway,
  type OltGatewayOptions,
  type OltSession,
} from './onu-jobs/olt-gateway.ts';
export type { OltRecord, OnuProfile } from './onu-jobs/olt-record.ts';
export { createPostgresJobQueue, type PostgresJobQueueOptions } from './onu-jobs/postgres-job-queue.ts';
export type { Clock } from './protocol/clock.ts';
export { consoleLogger, type LogEntry, type Logger, silentLogger } from './protocol/logger.ts';
export type { Rate } from './protocol/request-rate.ts';
export type { Limits, Policy } from './protocol/route.ts';
export type { Caller } from './protocol/router.ts';
export { createFieldServer, type FieldServer, type FieldServerOptions } from './server.ts';
export { type RunningServer, type StartOptions, startFieldServer } from './start.ts';
export { openPostgresStorage, type PostgresStorageOptions } from './storage/postgres-storage.ts';
export { openSqliteStorage, type SqliteStorageOptions } from './storage/sqlite-storage.ts';
export type { Storage } from './storage/storage.ts';
export type { Scope } from './storage/store.ts';
