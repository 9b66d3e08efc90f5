import { createFieldClient } from '@field/client';
import { openOutbox } from '@field/client/outbox';
import { createReadBack } from '@field/client/read-back';
import { openUploads } from '@field/client/uploads';
import { expect, test } from 'vitest';
import { buildMutant } from './faults/build-mutant.ts';
import { mutations } from './faults/mutations.ts';
import { formatTotals, runDays } from './faults/run-days.ts';

/** A short run; all of them are `npm run test:faults`. */
const days = Number(process.env.FIELD_FAULT_RUNS ?? 100);

test.each([
  ['ours', Math.ceil(days * 0.4)],
  ['forgetful', Math.floor(days * 0.6)],
] as const)(
  'days with a server that is %s, a bad network and killed apps (%i): nothing lost, doubled, reordered or blocked',
  async (server, days) => {
    const app = { createFieldClient, createReadBack, openOutbox, openUploads };
    const { failed, totals } = await runDays(app, server, 1, days);
    console.log(formatTotals(totals));
    expect(failed?.wrong ?? [], `seed ${failed?.seed}\n${failed?.story.join('\n')}`).toEqual([]);
    expect(totals.days).toBe(days);
  },
);

test.each(mutations)('without its guard it is noticed: $guard', async (mutation) => {
  const app = await buildMutant(mutation);
  const { failed } = await runDays(app, mutation.server ?? 'ours', 1, 60);
  console.log(`seed ${failed?.seed}: ${failed?.wrong[0] ?? 'NOT NOTICED'}`);
  expect(failed?.wrong ?? []).not.toEqual([]);
});
