import { expect, test } from 'vitest';
import { WatchSchedule } from './watch-schedule.ts';

const never = 3_600_000;
const at = { shelf: 0, slot: 1, port: 2 };
const schedule = (everyMs: number | null = never) =>
  new WatchSchedule({
    everyMs: { onus: never, waiting: everyMs, signals: null },
    settleMs: 0,
    jitter: () => 1,
  });

test('all first; then what traps point at, each place once however many there are', async () => {
  const due = schedule();
  const { signal } = new AbortController();
  expect([await due.next(signal), await due.next(signal)]).toEqual([
    { what: 'onus', source: 'poll' },
    { what: 'waiting', source: 'poll' },
  ]);
  for (let onuId = 0; onuId < 100; onuId += 1)
    due.hint({ kind: 'onu', address: { ...at, onuId }, runState: 'offline' });
  due.hint({ kind: 'port', at });
  due.hint({ kind: 'unauthorized', at });
  expect([await due.next(signal), await due.next(signal)]).toEqual([
    { what: 'onus', at, source: 'trap' },
    { what: 'waiting', at, source: 'trap' },
  ]);
  due.hint({ kind: 'somewhere' });
  due.hint({ kind: 'somewhere' });
  expect([await due.next(signal), await due.next(signal)]).toEqual([
    { what: 'onus', source: 'trap' },
    { what: 'waiting', source: 'trap' },
  ]);
});

test('a hint wakes who waits; so does the end', async () => {
  const due = schedule(null);
  const stop = new AbortController();
  expect(await due.next(stop.signal)).toEqual({ what: 'onus', source: 'poll' });
  const next = due.next(stop.signal);
  due.hint({ kind: 'unauthorized', at });
  due.hint({ kind: 'port', at });
  expect(await next).toEqual({ what: 'onus', at, source: 'trap' });
  const last = due.next(stop.signal);
  stop.abort();
  expect(await last).toBeNull();
});
