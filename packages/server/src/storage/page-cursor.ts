import { ValidationError } from '@field/core';

/** The last row of a page as its order names it; the next page begins behind it, whatever was added or changed in between. */
export function encodePageCursor(place: readonly string[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** @throws ValidationError (field `cursor`) for anything `encodePageCursor` did not write of as many parts */
export function decodePageCursor(cursor: string, parts: number): string[] {
  const place = readPlace(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (place?.length !== parts) throw new ValidationError([{ path: ['cursor'], code: 'invalid', params: {} }]);
  return place;
}

function readPlace(text: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((part) => typeof part === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}
