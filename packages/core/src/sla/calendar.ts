/** The local time of a region from a moment on; DST is two of these a year. */
export interface UtcOffset {
  /** ISO 8601. */
  readonly from: string;
  /** Local time less UTC: -180 in Brasília. */
  readonly minutes: number;
}

/** When a provider works. Data, so that it can be sent to a phone without a table of time zones. */
export interface WorkCalendar {
  /** Days of the week with work, Sunday is 0. */
  readonly weekdays: readonly number[];
  /** Hours of work on such a day in minutes after local midnight, in order: `[[480, 720], [780, 1080]]`. */
  readonly hours: readonly (readonly [from: number, to: number])[];
  /** Local days without work: `2026-02-17`. */
  readonly holidays: readonly string[];
  /** The region's offsets, oldest first; the first holds for all time before. */
  readonly utcOffsets: readonly UtcOffset[];
}

/** Monday to Friday all day, by Brasília's clock. */
export const businessDays: WorkCalendar = {
  weekdays: [1, 2, 3, 4, 5],
  hours: [[0, 1440]],
  holidays: [],
  utcOffsets: [{ from: '1970-01-01T00:00:00Z', minutes: -180 }],
};

/** A stretch of time in milliseconds, `to` exclusive. */
export type Stretch = readonly [from: number, to: number];

const day = 86_400_000;
/** The longest a clock is followed: some thirty years, however odd the calendar. */
const maxDays = 11_000;

/** The working hours from one moment on, in order, each of them longer than nothing. */
export function* workFrom(start: number, calendar: WorkCalendar): Generator<Stretch> {
  const holidays = new Set(calendar.holidays);
  const offsets = calendar.utcOffsets.map(
    ({ from, minutes }) => [Date.parse(from), minutes * 60_000] as const,
  );
  const offsetAt = (time: number) => offsets.findLast(([from]) => from <= time)?.[1] ?? offsets[0]?.[1] ?? 0;
  const instantOf = (local: number) => {
    const guess = local - offsetAt(local);
    return local - offsetAt(guess);
  };
  const firstDay = Math.floor((start + offsetAt(start)) / day) - 1;
  for (let index = firstDay; index < firstDay + maxDays; index += 1) {
    const date = new Date(index * day);
    if (!calendar.weekdays.includes(date.getUTCDay()) || holidays.has(date.toISOString().slice(0, 10)))
      continue;
    for (const [from, to] of calendar.hours) {
      const stretch = [
        Math.max(start, instantOf(index * day + from * 60_000)),
        instantOf(index * day + to * 60_000),
      ] as const;
      if (stretch[0] < stretch[1]) yield stretch;
    }
  }
}

/** Everything from one moment on. */
export function* alwaysFrom(start: number): Generator<Stretch> {
  yield [start, Number.POSITIVE_INFINITY];
}
