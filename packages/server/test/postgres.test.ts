import { describe, test } from 'vitest';
import { findPostgres } from './support/postgres.ts';
import { usePostgresEngine } from './support/use-postgres-engine.ts';

const programs = findPostgres();

if (programs === undefined) {
  test.skip('the contract suite on PostgreSQL: PostgreSQL is not installed (Debian package postgresql)', () => {});
} else {
  usePostgresEngine(programs);

  // Every behaviour the protocol promises, once more on the other engine; the first of them are in postgres-engine.test.ts.
  describe('on PostgreSQL', async () => {
    await import('./tickets.test.ts');
    await import('./sync.test.ts');
    await import('./products.test.ts');
    await import('./closings-beside.test.ts');
    await import('./evidence.test.ts');
    await import('./uploads.test.ts');
    await import('./upload-ends.test.ts');
    await import('./tus-client.test.ts');
    await import('./room.test.ts');
    await import('./conformance.test.ts');
    await import('./field-conformance.test.ts');
    await import('./fuzz.test.ts');
    await import('./isolation.test.ts');
    await import('./secrets.test.ts');
    await import('./session.test.ts');
    await import('./sign-in-races.test.ts');
    await import('./client-day.test.ts');
    await import('./dispatch.test.ts');
    await import('./dispatch-outages.test.ts');
    await import('./dispatch-settings.test.ts');
    await import('./dispatch-stock.test.ts');
    await import('./editing.test.ts');
    await import('./paging.test.ts');
    await import('./imports.test.ts');
    await import('./provider-day.test.ts');
    await import('./onu-jobs.test.ts');
    await import('./onu-job-faults.test.ts');
    await import('./onu-job-refusals.test.ts');
    await import('./onu-job-silence.test.ts');
    await import('./second-backend.test.ts');
    await import('./ixc.test.ts');
    await import('./ixc-dispatch.test.ts');
    await import('./set-back.test.ts');
    await import('./ixc-faults.test.ts');
    await import('./ixc-loans.test.ts');
    await import('./tenant-guard.test.ts');
    await import('./tenant-walk.test.ts');
    await import('./tidy.test.ts');
  });
}
