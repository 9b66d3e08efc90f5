import type { TimelineEntry } from '../index.ts';
import { alwaysFrom, type Stretch, type WorkCalendar, workFrom } from './calendar.ts';
import { correctTime, orderTimeline } from './clock-skew.ts';

/** A time the clock stands still; `to` is `null` while it does. ISO 8601. */
export interface Pause {
  readonly from: string;
  readonly to: string | null;
}

/** What the clock counts. */
export interface SlaTerms {
  /** ISO 8601: the opening, or the agreed time. */
  readonly startsAt: string;
  readonly targetMinutes: number;
  /** Every hour of every day counts where left out. */
  readonly calendar?: WorkCalendar | undefined;
  readonly pauses?: readonly Pause[] | undefined;
  /** When the work was done, where it was. */
  readonly doneAt?: string | null | undefined;
}

/** Where the clock stands. */
export interface SlaReading {
  readonly state: 'running' | 'paused' | 'met' | 'missed';
  readonly elapsedMinutes: number;
  /** Below zero where the target is missed. */
  readonly remainingMinutes: number;
  /** When the target is or was reached if nothing pauses any more; `null` while paused, or beyond the calendar. */
  readonly dueAt: string | null;
}

/**
 * Reads the clock at a moment. Only working time outside the pauses counts; a ticket done in time stays `met`.
 * `undefined` where a time is no instant or the target no number.
 */
export function readSla(terms: SlaTerms, now: string): SlaReading | undefined {
  const start = Date.parse(terms.startsAt);
  const done = terms.doneAt ? Date.parse(terms.doneAt) : undefined;
  const until = Math.max(start, Math.min(Date.parse(now), done ?? Number.POSITIVE_INFINITY));
  const target = terms.targetMinutes * 60_000;
  if (!Number.isFinite(start) || !Number.isFinite(until) || !(target >= 0)) return undefined;

  const pauses = (terms.pauses ?? []).flatMap(({ from, to }): Stretch[] => {
    const stretch = [Date.parse(from), to === null ? Number.POSITIVE_INFINITY : Date.parse(to)] as const;
    return stretch[0] < stretch[1] ? [stretch] : [];
  });
  let elapsed = 0;
  let worked = 0;
  let due: number | null = null;
  const hours = terms.calendar ? workFrom(start, terms.calendar) : alwaysFrom(start);
  for (const hour of hours) {
    for (const [from, to] of without(hour, pauses)) {
      if (due === null && worked + (to - from) >= target) due = from + (target - worked);
      worked += to - from;
      if (from < until) elapsed += Math.min(to, until) - from;
    }
    if (hour[1] >= until && (due !== null || worked === Number.POSITIVE_INFINITY)) break;
    if (pauses.some(([, to]) => to === Number.POSITIVE_INFINITY) && hour[1] >= until) break;
  }
  const paused = done === undefined && pauses.some(([from, to]) => from <= until && until < to);
  const missed = elapsed > target;
  return {
    state: missed ? 'missed' : done !== undefined ? 'met' : paused ? 'paused' : 'running',
    elapsedMinutes: minutes(elapsed),
    remainingMinutes: minutes(target - elapsed),
    dueAt: due === null || due > 8.64e15 ? null : new Date(due).toISOString(),
  };
}

/** The pauses of a timeline: from a visit that found nobody to the next one that starts. */
export function findAbsencePauses(
  timeline: readonly Pick<TimelineEntry, 'kind' | 'occurredAt' | 'recordedAt' | 'skewMs'>[],
): Pause[] {
  const pauses: Pause[] = [];
  let from: string | null = null;
  for (const { kind, occurredAt, skewMs } of orderTimeline(timeline)) {
    const at = correctTime(occurredAt, skewMs);
    if (kind === 'customerAbsent') from ??= at;
    if ((kind === 'visitStarted' || kind === 'closed') && from !== null) {
      pauses.push({ from, to: at });
      from = null;
    }
  }
  return from === null ? pauses : [...pauses, { from, to: null }];
}

/** A stretch less the pauses in it. */
function without(stretch: Stretch, pauses: readonly Stretch[]): Stretch[] {
  return pauses.reduce<Stretch[]>(
    (left, [from, to]) =>
      left.flatMap(([start, end]): Stretch[] =>
        to <= start || from >= end
          ? [[start, end]]
          : [[start, from] as const, [to, end] as const].filter(([begin, finish]) => begin < finish),
      ),
    [stretch],
  );
}

function minutes(milliseconds: number): number {
  return Math.round(milliseconds / 600) / 100;
}
