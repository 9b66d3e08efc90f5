import { createHash } from 'node:crypto';
import { ValidationError } from '@field/core';
import { sql } from 'kysely';

/** What a list is called, and whose it is: the tenant's, and where it has one, the ticket's or person's. */
export type ListName = readonly [list: string, tenantId: string, ...of: string[]];

/**
 * The last row of a page as its order names it; the next page begins behind it, whatever was added, changed or removed in between.
 * It is good for this list only.
 */
export function encodePageCursor(list: ListName, place: readonly string[]): string {
  return Buffer.from(JSON.stringify([markOf(list), ...place])).toString('base64url');
}

/** @throws ValidationError (field `cursor`) for anything `encodePageCursor` did not write for this list, of as many parts */
export function decodePageCursor(list: ListName, cursor: string, parts: number): string[] {
  const [mark, ...place] = readTexts(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (mark !== markOf(list) || place.length !== parts) throw wrongCursor();
  return place;
}

/** A part of a place that is a number. @throws ValidationError (field `cursor`) */
export function numberIn(part: string): number {
  if (!/^\d{1,9}$/.test(part)) throw wrongCursor();
  return Number(part);
}

/** Rows behind a place in the ascending order of columns that together tell every row from all others. */
export function isBehind(columns: readonly string[], place: readonly string[]) {
  return sql<boolean>`(${sql.join(columns.map((column) => sql.ref(column)))}) > (${sql.join(place)})`;
}

/** {@link isBehind} where the order descends. */
export function isBefore(columns: readonly string[], place: readonly string[]) {
  return sql<boolean>`(${sql.join(columns.map((column) => sql.ref(column)))}) < (${sql.join(place)})`;
}

function wrongCursor() {
  return new ValidationError([{ path: ['cursor'], code: 'invalid', params: {} }]);
}

/** Short on purpose: it tells mistakes from cursors, and keeps nothing secret. */
function markOf(list: ListName): string {
  return createHash('sha256').update(JSON.stringify(list)).digest('base64url').slice(0, 8);
}

function readTexts(text: string): string[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((part) => typeof part === 'string') ? value : [];
  } catch {
    return [];
  }
}
