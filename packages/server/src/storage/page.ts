/** Which page of a list is read. */
export interface PageRequest {
  readonly limit: number;
  /** @see encodePageCursor */
  readonly cursor?: string | undefined;
}

/** A page, and where the next one begins; null on the last. */
export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

/** What is a page of the rows that were read for it: its own and, where there is one, the first behind it. */
export function cutPage<Row>(
  rows: readonly Row[],
  limit: number,
  cursorBehind: (last: Row) => string,
): Page<Row> {
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last === undefined ? null : cursorBehind(last) };
}
