import { type Kysely, Migrator } from 'kysely';
import type { Tables } from '../tables.ts';
import * as first from './0001-first.ts';
import * as revisions from './0002-revisions.ts';
import * as tenantGuard from './0003-tenant-guard.ts';
import * as day from './0004-day.ts';
import * as dispatch from './0005-dispatch.ts';
import * as onuJobs from './0010-onu-jobs.ts';
import * as backends from './0011-backends.ts';
import * as uploads from './0020-uploads.ts';
import * as openTickets from './0021-open-tickets.ts';
import * as companyStatus from './0022-company-status.ts';
import * as restores from './0023-restores.ts';
import * as loginAttempts from './0024-login-attempts.ts';
import * as foreignWords from './0025-foreign-words.ts';
import * as numbers from './0026-numbers.ts';
import * as protocols from './0027-protocols.ts';
import * as tenantKeys from './0028-tenant-keys.ts';
import * as stateNames from './0029-state-names.ts';

/** Every migration in order. Forward only: a released one is never changed, a mistake is mended by the next. */
export const migrations = {
  '0001-first': first,
  '0002-revisions': revisions,
  '0003-tenant-guard': tenantGuard,
  '0004-day': day,
  '0005-dispatch': dispatch,
  '0010-onu-jobs': onuJobs,
  '0011-backends': backends,
  '0020-uploads': uploads,
  '0021-open-tickets': openTickets,
  '0022-company-status': companyStatus,
  '0023-restores': restores,
  '0024-login-attempts': loginAttempts,
  '0025-foreign-words': foreignWords,
  '0026-numbers': numbers,
  '0027-protocols': protocols,
  '0028-tenant-keys': tenantKeys,
  '0029-state-names': stateNames,
};

/** Brings a database to the newest version; does nothing where it already is. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
