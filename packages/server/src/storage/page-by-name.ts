import { type SelectQueryBuilder, sql } from 'kysely';
import { cutPage, type Page, type PageRequest } from './page.ts';
import { decodePageCursor, encodePageCursor, isBehind, type ListName } from './page-cursor.ts';
import type { Tables } from './tables.ts';

/** A page of a list that is in the order of names. @throws ValidationError (field `cursor`) */
export async function pageByName<
  Table extends keyof Tables,
  Row extends { readonly name: string; readonly id: string },
>(
  list: ListName,
  query: SelectQueryBuilder<Tables, Table, Row>,
  { limit, cursor }: PageRequest,
): Promise<Page<Row>> {
  const behind =
    cursor === undefined ? query : query.where(isBehind(['name', 'id'], decodePageCursor(list, cursor, 2)));
  const rows = await behind
    .orderBy(sql.ref('name'))
    .orderBy(sql.ref('id'))
    .limit(limit + 1)
    .execute();
  return cutPage(rows as Row[], limit, ({ name, id }) => encodePageCursor(list, [name, id]));
}
