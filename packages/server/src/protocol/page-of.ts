import type { HistoryPage } from '@field/core/dispatch';

/** The page that is asked for; the largest one unless told. */
export function pageOf({ limit, cursor }: HistoryPage, largest: number) {
  return { limit: Math.min(limit ?? largest, largest), cursor };
}
