import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ticket } from '../../test/samples.ts';
import { businessDays, type WorkCalendar } from './calendar.ts';
import { correctTime, estimateSkew, orderTimeline } from './clock-skew.ts';
import { findAbsencePauses, readSla } from './sla-clock.ts';
import { explainUrgency } from './urgency.ts';

const office: WorkCalendar = {
  ...businessDays,
  hours: [
    [480, 720],
    [780, 1080],
  ],
  holidays: ['2026-02-17'],
};

test('the skew comes from the quickest exchange', () => {
  const samples = [
    { sentAt: 1000, receivedAt: 5000, serverAt: 63_000 },
    { sentAt: 2000, receivedAt: 2100, serverAt: 62_050 },
    { sentAt: 9000, receivedAt: 3000, serverAt: 9000 },
  ];
  expect(estimateSkew(samples)).toEqual({ skewMs: 60_000, uncertaintyMs: 50 });
  expect(estimateSkew([])).toBeUndefined();
  expect(correctTime('2026-01-31T14:28:00-03:00', 60_000)).toBe('2026-01-31T17:29:00.000Z');
  expect(correctTime('no time', 60_000)).toBe('no time');
});

test('a timeline is in the order of the server’s clock', () => {
  const entry = (id: string, occurredAt: string, skewMs: number | null) => ({
    id,
    occurredAt,
    skewMs,
    recordedAt: '2026-01-31T18:00:00Z',
  });
  const ordered = orderTimeline([
    entry('b', '2026-01-31T14:00:00Z', 3_600_000),
    entry('a', '2026-01-31T14:30:00Z', null),
  ]);
  expect(ordered.map(({ id }) => id)).toEqual(['a', 'b']);
});

test('without a calendar every minute counts', () => {
  const terms = { startsAt: '2026-01-30T09:00:00-03:00', targetMinutes: 60 };
  expect(readSla(terms, '2026-01-30T09:45:00-03:00')).toEqual({
    state: 'running',
    elapsedMinutes: 45,
    remainingMinutes: 15,
    dueAt: '2026-01-30T13:00:00.000Z',
  });
  expect(readSla(terms, '2026-01-30T10:30:00-03:00')).toMatchObject({
    state: 'missed',
    remainingMinutes: -30,
  });
  expect(readSla({ ...terms, doneAt: '2026-01-30T09:50:00-03:00' }, '2026-02-05T00:00:00Z')).toMatchObject({
    state: 'met',
    elapsedMinutes: 50,
  });
  expect(readSla({ ...terms, startsAt: 'x' }, '2026-02-05T00:00:00Z')).toBeUndefined();
});

test('nights, lunch, the weekend and a holiday do not count', () => {
  // Friday 16:00; Monday 16 February is carnival Monday and worked, Tuesday is the holiday.
  const terms = {
    startsAt: '2026-02-13T16:00:00-03:00',
    targetMinutes: 2 * 60 + 9 * 60 + 60,
    calendar: office,
  };
  expect(readSla(terms, '2026-02-16T08:00:00-03:00')).toMatchObject({ elapsedMinutes: 120 });
  expect(readSla(terms, '2026-02-17T18:00:00-03:00')).toMatchObject({
    state: 'running',
    elapsedMinutes: 660,
  });
  expect(readSla(terms, '2026-02-16T12:30:00-03:00')).toMatchObject({ elapsedMinutes: 360 });
  expect(readSla(terms, '2026-02-13T16:00:00-03:00')?.dueAt).toBe('2026-02-18T12:00:00.000Z');
});

test('the clock stands still while the customer is absent', () => {
  const at = (kind: 'visitStarted' | 'customerAbsent' | 'closed', time: string) => ({
    kind,
    occurredAt: `2026-01-30T${time}:00-03:00`,
    recordedAt: '2026-01-30T20:00:00Z',
  });
  const pauses = findAbsencePauses([
    at('visitStarted', '09:10'),
    at('customerAbsent', '09:30'),
    at('customerAbsent', '09:40'),
    at('visitStarted', '13:30'),
  ]);
  expect(pauses).toEqual([{ from: '2026-01-30T12:30:00.000Z', to: '2026-01-30T16:30:00.000Z' }]);
  const terms = { startsAt: '2026-01-30T09:00:00-03:00', targetMinutes: 60, pauses };
  expect(readSla(terms, '2026-01-30T10:00:00-03:00')).toMatchObject({ state: 'paused', elapsedMinutes: 30 });
  expect(readSla(terms, '2026-01-30T13:40:00-03:00')).toMatchObject({ state: 'running', elapsedMinutes: 40 });
  expect(readSla(terms, '2026-01-30T13:40:00-03:00')?.dueAt).toBe('2026-01-30T17:00:00.000Z');
  const open = findAbsencePauses([at('customerAbsent', '09:30')]);
  expect(readSla({ ...terms, pauses: open }, '2026-03-30T10:00:00-03:00')).toEqual({
    state: 'paused',
    elapsedMinutes: 30,
    remainingMinutes: 30,
    dueAt: null,
  });
  expect(readSla({ ...terms, pauses: open, calendar: office }, '2026-03-30T10:00:00-03:00')).toMatchObject({
    state: 'paused',
    dueAt: null,
  });
});

test('on the days the clocks change, an hour less or more is worked', () => {
  // Santiago: back from -3 to -4 on 5 April 2026, forward on 6 September 2026, both Sundays at midnight.
  const santiago: WorkCalendar = {
    weekdays: [0, 1, 2, 3, 4, 5, 6],
    hours: [[0, 1440]],
    holidays: [],
    utcOffsets: [
      { from: '2025-09-07T04:00:00Z', minutes: -180 },
      { from: '2026-04-05T03:00:00Z', minutes: -240 },
      { from: '2026-09-06T04:00:00Z', minutes: -180 },
    ],
  };
  const dayOf = (startsAt: string, now: string) =>
    readSla({ startsAt, targetMinutes: 1e6, calendar: santiago }, now)?.elapsedMinutes;
  expect(dayOf('2026-04-04T00:00:00-03:00', '2026-04-06T00:00:00-04:00')).toBe(49 * 60);
  expect(dayOf('2026-09-05T00:00:00-04:00', '2026-09-07T00:00:00-03:00')).toBe(47 * 60);
  expect(dayOf('2026-05-05T00:00:00-04:00', '2026-05-06T00:00:00-04:00')).toBe(24 * 60);
});

test('an early shift on the day the clocks go back begins by the new time', () => {
  const early: WorkCalendar = {
    weekdays: [0],
    hours: [[0, 60]],
    holidays: [],
    utcOffsets: [
      { from: '2025-09-07T04:00:00Z', minutes: -180 },
      { from: '2026-04-05T03:00:00Z', minutes: -240 },
    ],
  };
  const terms = { startsAt: '2026-04-04T12:00:00-03:00', targetMinutes: 60, calendar: early };
  expect(readSla(terms, '2026-04-05T04:00:00Z')?.elapsedMinutes).toBe(0);
  expect(readSla(terms, '2026-04-05T04:30:00Z')?.elapsedMinutes).toBe(30);
  expect(readSla(terms, '2026-04-05T04:00:00Z')?.dueAt).toBe('2026-04-05T05:00:00.000Z');
});

test('pauses are found whatever order the entries came in', () => {
  const recordedAt = '2026-01-30T20:00:00Z';
  const entries = [
    { kind: 'visitStarted', occurredAt: '2026-01-30T16:00:00Z', recordedAt },
    { kind: 'customerAbsent', occurredAt: '2026-01-30T12:00:00Z', recordedAt },
    { kind: 'visitStarted', occurredAt: '2026-01-30T11:00:00Z', recordedAt },
  ] as const;
  expect(findAbsencePauses(entries)).toEqual([
    { from: '2026-01-30T12:00:00.000Z', to: '2026-01-30T16:00:00.000Z' },
  ]);
});

test('the clock never runs backwards, whatever the pauses, and elapsed plus remaining is the target', () => {
  const instant = fc
    .integer({ min: 0, max: 60 * 24 * 60 })
    .map((minute) => new Date(Date.UTC(2026, 0, 28) + minute * 60_000).toISOString());
  const pause = fc.record({ from: instant, to: fc.option(instant) });
  fc.assert(
    fc.property(fc.array(pause, { maxLength: 5 }), instant, instant, fc.boolean(), (pauses, a, b, always) => {
      const terms = {
        startsAt: '2026-01-28T12:00:00Z',
        targetMinutes: 3000,
        pauses,
        ...(always ? {} : { calendar: office }),
      };
      const [early, late] = [a, b].sort().map((now) => readSla(terms, now));
      if (!early || !late) expect.unreachable();
      expect(late.elapsedMinutes).toBeGreaterThanOrEqual(early.elapsedMinutes);
      expect(late.elapsedMinutes + late.remainingMinutes).toBeCloseTo(3000, 1);
      if (late.dueAt !== null && late.dueAt < b && late.dueAt < a)
        expect(late.remainingMinutes).toBeLessThanOrEqual(0.01);
    }),
    { seed: 12, numRuns: 500 },
  );
});

test('a calendar without work, a target without end: an answer in bounded time', () => {
  const never = { ...office, weekdays: [] };
  const terms = { startsAt: '2026-01-30T09:00:00-03:00', targetMinutes: 60, calendar: never };
  expect(readSla(terms, '2026-01-31T00:00:00Z')).toMatchObject({ elapsedMinutes: 0, dueAt: null });
  expect(
    readSla({ ...terms, calendar: office, targetMinutes: 1e12 }, '9999-01-01T00:00:00Z')?.dueAt,
  ).toBeNull();
});

test('urgency says why, the heaviest reason first', () => {
  const now = '2026-01-31T16:30:00-03:00';
  const slow = ticket({ priority: 'high', network: { ...ticket().network, onuState: 'offline' } });
  const sla = { state: 'missed', elapsedMinutes: 90, remainingMinutes: -30, dueAt: null } as const;
  expect(explainUrgency(slow, { now, sla, failedVisits: 1 })).toEqual({
    score: 100,
    urgent: true,
    reasons: [
      { code: 'urgency.sla_missed', weight: 50, params: { minutes: 30 } },
      { code: 'urgency.priority_high', weight: 30, params: {} },
      { code: 'urgency.window_passed', weight: 30, params: {} },
      { code: 'urgency.no_signal', weight: 30, params: {} },
      { code: 'urgency.repeated_visit', weight: 15, params: { count: 1 } },
    ],
  });
  expect(explainUrgency(ticket({ schedule: null }), { now })).toEqual({
    score: 0,
    urgent: false,
    reasons: [],
  });
  expect(explainUrgency(ticket({ status: 'completed', priority: 'urgent' }), { now }).score).toBe(0);
  expect(
    explainUrgency(ticket(), { now: '2026-01-31T14:00:00-03:00', signal: 'critical' }).reasons.map(
      ({ code }) => code,
    ),
  ).toEqual(['urgency.window_now', 'urgency.bad_signal']);
});
