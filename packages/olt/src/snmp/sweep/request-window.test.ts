import { expect, test } from 'vitest';
import { RequestWindow } from './request-window.ts';

/** A window, and a clock of its own: answers and losses a given time after they were asked for. */
function windowOf(most: number) {
  const window = new RequestWindow(most, 5_000);
  let now = 1_000;
  return {
    window,
    /** A round trip in which as many requests as fit are answered after so long. */
    round(tookMs: number) {
      const sentAt = now;
      const { size } = window;
      now += tookMs;
      for (let count = 0; count < size; count += 1) window.answered(sentAt, now, true);
    },
    /** A round trip in which all requests are lost. */
    lose(tookMs: number) {
      const sentAt = now;
      const { size } = window;
      now += tookMs;
      for (let count = 0; count < size; count += 1) window.lost(sentAt, now);
    },
  };
}

test('doubles every round trip while answers come as quickly as before, up to its limit', () => {
  const { window, round } = windowOf(64);
  const sizes = [window.size];
  for (let count = 0; count < 6; count += 1) {
    round(20);
    sizes.push(window.size);
  }
  expect(sizes).toEqual([2, 4, 8, 16, 32, 64, 64]);
});

test('halves once for all that was lost together, and comes down to one request at a time', () => {
  const { window, round, lose } = windowOf(64);
  for (let count = 0; count < 5; count += 1) round(20);
  expect(window.size).toBe(64);
  const sizes = [];
  for (let count = 0; count < 7; count += 1) {
    lose(500);
    sizes.push(window.size);
  }
  expect(sizes).toEqual([32, 16, 8, 4, 2, 1, 1]);
});

test('grows by one a round trip after a loss', () => {
  const { window, round, lose } = windowOf(64);
  for (let count = 0; count < 5; count += 1) round(20);
  lose(500);
  const before = window.size;
  round(20);
  expect(window.size).toBeGreaterThanOrEqual(before);
  expect(window.size).toBeLessThanOrEqual(before + 1);
});

test('shrinks while answers queue at the agent, and not for a hiccup', () => {
  const { window, round } = windowOf(64);
  for (let count = 0; count < 5; count += 1) round(20);
  // One late answer among quick ones.
  window.answered(1_000, 3_000, true);
  expect(window.size).toBe(64);
  const sizes = [window.size];
  for (let count = 0; count < 20; count += 1) {
    round(200);
    sizes.push(window.size);
  }
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  expect(window.size).toBeLessThan(8);
  expect(window.size).toBeGreaterThan(0);
});

test('an answer to a small request says nothing about a queue', () => {
  const { window, round } = windowOf(64);
  for (let count = 0; count < 5; count += 1) round(200);
  // Found empty at once; full answers still take what they took.
  window.answered(5_000, 5_001, false);
  round(200);
  expect(window.size).toBe(64);
});

test('waits a second at first, then by what answers take, longer with every try, never above the limit', () => {
  const { window, round } = windowOf(2);
  expect([1, 2, 3, 4].map((tries) => window.waitMs(tries))).toEqual([1_000, 2_000, 4_000, 5_000]);
  for (let count = 0; count < 40; count += 1) round(20);
  expect(window.waitMs(1)).toBe(500);
  for (let count = 0; count < 40; count += 1) round(900);
  expect(window.waitMs(1)).toBeGreaterThan(900);
  expect(window.waitMs(9)).toBe(5_000);
});
