import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createHousekeeping } from './housekeeping.ts';
import type { LogEntry } from './protocol/logger.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const hour = 3_600_000;

test('the storage is tidied at the start and every hour, one round after another, and not behind the end', async () => {
  const rounds: { readonly now: string; readonly signal: AbortSignal; end(): void }[] = [];
  const tidy = (now: string, signal: AbortSignal) =>
    new Promise<void>((end) => void rounds.push({ now, signal, end }));
  const silent = { info() {}, error() {} };
  vi.setSystemTime('2026-03-02T12:00:00Z');
  const housekeeping = createHousekeeping({ storage: { tidy }, clock: () => new Date(), logger: silent });
  expect(rounds.map(({ now }) => now)).toEqual(['2026-03-02T12:00:00.000Z']);
  // The first one takes long: the next waits for it.
  await vi.advanceTimersByTimeAsync(hour);
  expect(rounds).toHaveLength(1);
  rounds[0]?.end();
  await vi.advanceTimersByTimeAsync(0);
  expect(rounds).toHaveLength(2);
  const closed = housekeeping.close();
  expect(rounds[1]?.signal.aborted).toBe(true);
  rounds[1]?.end();
  await closed;
  await vi.advanceTimersByTimeAsync(10 * hour);
  expect(rounds).toHaveLength(2);
});

test('a round that fails is told without what it was about, and the next one comes', async () => {
  const entries: LogEntry[] = [];
  const log = (entry: LogEntry) => void entries.push(entry);
  let rounds = 0;
  const housekeeping = createHousekeeping({
    storage: {
      async tidy() {
        rounds += 1;
        throw new TypeError('cannot reach postgres://field:hunter2@db/field');
      },
    },
    clock: () => new Date(),
    logger: { info: log, error: log },
  });
  await vi.advanceTimersByTimeAsync(2 * hour);
  await housekeeping.close();
  expect(rounds).toBe(3);
  expect(entries).toHaveLength(3);
  expect(entries[0]).toMatchObject({ event: 'failure', fault: 'TypeError' });
  expect(JSON.stringify(entries)).not.toContain('hunter2');
});
