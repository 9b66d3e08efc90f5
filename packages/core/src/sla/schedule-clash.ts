import type { Schedule } from '../index.ts';

/**
 * The appointments that overlap a window, in their order; one that ends when it begins does not. A window that is none -
 * without an instant, or ending before it begins - overlaps nothing.
 */
export function findClashes<T extends { readonly schedule: Schedule | null }>(
  window: Schedule,
  others: readonly T[],
): T[] {
  const [from, to] = [Date.parse(window.startsAt), Date.parse(window.endsAt)];
  return others.filter(({ schedule }) => {
    if (!schedule || !(from < to)) return false;
    return Date.parse(schedule.startsAt) < to && Date.parse(schedule.endsAt) > from;
  });
}
