import { createFieldClient } from '@field/client';
import { openOutbox } from '@field/client/outbox';
import { createReadBack } from '@field/client/read-back';
import { openUploads } from '@field/client/uploads';
import { expect, test } from 'vitest';
import { openSqliteStorage } from '../src/index.ts';
import { buildMutant } from './faults/build-mutant.ts';
import { mutations } from './faults/mutations.ts';
import { type DayResult, runDay } from './faults/run-day.ts';
import type { App } from './faults/technician.ts';
import type { ServerKind } from './faults/world.ts';

const days = Number(process.env.FIELD_FAULT_RUNS ?? 120);
const firstSeed = Number(process.env.FIELD_FAULT_SEED ?? 1);

/** Days in a row, a new database for every hundred; ends at the first that went wrong. */
async function runDays(app: App, from: number, count: number, server?: ServerKind): Promise<DayResult[]> {
  const results: DayResult[] = [];
  while (results.length < count && !results.at(-1)?.wrong.length) {
    const storage = await openSqliteStorage({ path: ':memory:' });
    for (let day = 0; day < 100 && results.length < count; day += 1) {
      const result = await runDay(app, storage, from + results.length, server);
      results.push(result);
      if (result.wrong.length > 0) break;
    }
    await storage.close();
  }
  return results;
}

test.each([
  ['ours', Math.ceil(days * 0.6)],
  ['forgetful', Math.floor(days * 0.4)],
] as const)(
  'days with a server that is %s, a bad network and killed apps (%i): nothing lost, doubled, reordered or blocked',
  async (server, days) => {
    const results = await runDays(
      { createFieldClient, createReadBack, openOutbox, openUploads },
      firstSeed,
      days,
      server,
    );
    const total = (count: (day: DayResult) => number) => results.reduce((sum, day) => sum + count(day), 0);
    console.log(
      `${results.length} days, ${total(({ deeds }) => deeds)} deeds, ${total(({ requests }) => requests)} requests, ` +
        `${total(({ faults }) => faults)} faults, ${total(({ kills }) => kills)} kills`,
    );
    const failed = results.find(({ wrong }) => wrong.length > 0);
    expect(failed?.wrong ?? [], `seed ${failed?.seed}`).toEqual([]);
    expect(results).toHaveLength(days);
  },
  60_000 + days * 2_000,
);

test.each(mutations)('without its guard it is noticed: $guard', async (mutation) => {
  const app = await buildMutant(mutation);
  const results = await runDays(app, 1, 60, mutation.server);
  const { seed, wrong } = results.at(-1) as DayResult;
  console.log(`seed ${seed}: ${wrong[0] ?? 'NOT NOTICED'}`);
  expect(wrong).not.toEqual([]);
});
