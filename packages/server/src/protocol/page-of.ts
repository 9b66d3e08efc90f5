import type { HistoryPage } from '@field/core/dispatch';
import type { PageRequest } from '../storage/page.ts';

/**
 * The most a list tells a caller that names no `limit`: one who knows no pages is told what such lists were when they came whole, and a
 * client reads every page of it, at most 8 MB of JSON.
 */
export const largestList = 5000;

/** Of entries that may be long: a thousand of the longest are 7 MB. */
export const largestTimelinePage = 1000;

/** The page that is asked for; the largest one unless told. */
export function pageOf({ limit, cursor }: HistoryPage, largest: number): PageRequest {
  return { limit: Math.min(limit ?? largest, largest), cursor };
}
