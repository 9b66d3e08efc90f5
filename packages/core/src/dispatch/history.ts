import { type Infer, object, optional, text, whole } from '../schema/schema.ts';

/** Which page of a list: at most `limit` entries, from behind the `nextCursor` of the page before. */
export const HistoryPage = object({ limit: optional(whole(1, 500)), cursor: optional(text(4096, 1)) });
export type HistoryPage = Infer<typeof HistoryPage>;
