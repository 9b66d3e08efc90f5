import { expect, test, vi } from 'vitest';
import { gentleVarbindsPerMinute, ReadAllowance } from './read-budget.ts';

const target = '127.0.0.1:161';

/** Variables a minute that `allowance` lets through in requests of one size, its first burst left out. */
async function rateOf(allowance: ReadAllowance, size: number, requests: number): Promise<number> {
  while (allowance.take(size, target) === null);
  const start = performance.now();
  const all = Array.from({ length: requests }, () => allowance.take(size, target));
  await vi.runAllTimersAsync();
  await Promise.all(all);
  return (requests * size * 60_000) / (performance.now() - start);
}

test.each<[number, number]>([
  [gentleVarbindsPerMinute, 50],
  [6_000, 60],
  [600, 20],
])('a budget of %i a minute is held with requests of %i', async (perMinute, size) => {
  vi.useFakeTimers();
  try {
    const allowance = new ReadAllowance(perMinute);
    const rate = await rateOf(allowance, size, 200);
    expect(rate).toBeLessThanOrEqual(perMinute * 1.01);
    expect(rate).toBeGreaterThan(perMinute * 0.85);
  } finally {
    vi.useRealTimers();
  }
});

test('a request for one variable costs as much as one for twenty', async () => {
  vi.useFakeTimers();
  try {
    expect(await rateOf(new ReadAllowance(6_000), 1, 50)).toBeLessThanOrEqual(6_000 / 20 + 5);
  } finally {
    vi.useRealTimers();
  }
});

test('what did not come is given back', () => {
  const allowance = new ReadAllowance(600);
  while (allowance.take(20, target) === null);
  allowance.giveBack(60, 20);
  // Somebody waits already: the one who comes now waits behind.
  expect(allowance.take(20, target)).toBeInstanceOf(Promise);
});

test('the full budget never waits, and a gentle one bears two requests at once', () => {
  const full = new ReadAllowance('full');
  for (let count = 0; count < 10_000; count += 1) expect(full.take(60, target)).toBeNull();
  expect(full.window).toBe(64);
  expect(new ReadAllowance('gentle').window).toBe(2);
  expect(new ReadAllowance(1_000).window).toBe(1);
});

test('a wait can be left, and the next in turn is served all the same', async () => {
  vi.useFakeTimers();
  try {
    const allowance = new ReadAllowance(600);
    while (allowance.take(20, target) === null);
    const controller = new AbortController();
    const left = expect(allowance.take(20, target, controller.signal)).rejects.toMatchObject({
      code: 'olt.aborted',
    });
    const next = allowance.take(20, target);
    controller.abort();
    await vi.runAllTimersAsync();
    await left;
    await expect(next).resolves.toBeUndefined();
  } finally {
    vi.useRealTimers();
  }
});
