export type { Release, WriteLock } from '../driver/write-lock.ts';
export { createPostgresLock, type PostgresConnection, type PostgresLockOptions } from './postgres-lock.ts';
