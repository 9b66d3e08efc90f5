import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createCommandBudget, gentleCommandsPerMinute, sharedCommandBudget } from './command-budget.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** How many of so many commands are let through within this time. */
async function passed(budget: { take(): Promise<void> }, commands: number, ms: number): Promise<number> {
  let count = 0;
  for (let index = 0; index < commands; index += 1) {
    void budget.take().then(() => {
      count += 1;
    });
  }
  await vi.advanceTimersByTimeAsync(ms);
  return count;
}

test('gentle: sixty at once, then two a second, with some jitter', async () => {
  const count = await passed(createCommandBudget('gentle'), 600, 60_000);
  expect(count).toBeGreaterThanOrEqual(60 + (gentleCommandsPerMinute / 1.1 - 1));
  expect(count).toBeLessThanOrEqual(60 + gentleCommandsPerMinute);
});

test('a number is a share of the gentle budget, and full is none', async () => {
  expect(await passed(createCommandBudget(15_000), 600, 60_000)).toBeLessThanOrEqual(6 + 12);
  expect(await passed(createCommandBudget('full'), 600, 0)).toBe(600);
});

test('connections to one OLT share its budget', () => {
  expect(sharedCommandBudget('10.0.0.2 OLT01', 'gentle')).toBe(
    sharedCommandBudget('10.0.0.2 OLT01', 'gentle'),
  );
  expect(sharedCommandBudget('10.0.0.3 OLT02', 'gentle')).not.toBe(
    sharedCommandBudget('10.0.0.2 OLT01', 'gentle'),
  );
});

test('who gives up waiting sends nothing', async () => {
  const budget = createCommandBudget(1_250);
  await budget.take();
  const stop = new AbortController();
  const waiting = budget.take(stop.signal);
  stop.abort();
  await expect(waiting).rejects.toMatchObject({ code: 'olt.aborted', details: { commandSent: false } });
});
