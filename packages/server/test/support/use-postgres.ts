import { afterAll, beforeAll, beforeEach } from 'vitest';
import { findPostgres, type Postgres, startPostgres } from './postgres.ts';

/** One PostgreSQL for the tests of a file or a group, which are skipped with the reason where none is installed. */
export function usePostgres(): { readonly programs: string; readonly postgres: () => Postgres } {
  const programs = findPostgres();
  let running: Postgres | undefined;
  beforeAll(async () => {
    if (programs !== undefined) running = await startPostgres(programs);
  });
  afterAll(() => running?.stop());
  beforeEach((context) => {
    context.skip(programs === undefined, 'not installed: PostgreSQL (Debian package postgresql)');
  });
  return {
    programs: programs ?? '',
    postgres() {
      if (!running) throw new TypeError('PostgreSQL is not running');
      return running;
    },
  };
}
