import { check } from '@field/core';
import { HistoryPage } from '@field/core/dispatch';
import { refuse } from './reply.ts';
import { filterIn } from './ticket-page.ts';

/** A page of a list, in its order. A cursor names the list and the entry it stands behind, and is good for no other list. */
export function listPage<T extends { readonly id: string }>(
  query: URLSearchParams,
  list: string,
  items: readonly T[],
  largest: number,
): { items: T[]; nextCursor: string | null } {
  const { cursor, limit = largest } = filterIn(query, (value) => check(HistoryPage, value));
  const cursorBehind = ({ id }: T) => encodeURIComponent(`${list} after ${id}`);
  const from = cursor === undefined ? 0 : items.findIndex((item) => cursorBehind(item) === cursor) + 1;
  if (cursor !== undefined && from === 0) {
    refuse('core.invalid_input', [{ path: ['cursor'], code: 'invalid', params: {} }]);
  }
  const page = items.slice(from, from + Math.min(limit, largest));
  const last = from + page.length < items.length ? page.at(-1) : undefined;
  return { items: page, nextCursor: last ? cursorBehind(last) : null };
}

/** As many as the server tells a caller that names no limit. */
export const largestPages = {
  list: 5000,
  people: 1000,
  timeline: 1000,
  sessions: 500,
  jobs: 100,
  outages: 100,
};
