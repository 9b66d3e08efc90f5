import type { Locale } from '@field/core';
import { invalidInput } from '../errors/invalid-input.ts';

/** Writes a path with ids in it: ``path`/v1/tickets/${{ ticketId }}/visits` ``; the name is for the error. */
export type PathTag = (texts: TemplateStringsArray, ...ids: Readonly<Record<string, string>>[]) => string;

/** A {@link PathTag} that refuses what is no id with `client.invalid`, naming it. */
export function createPathTag(locale: Locale): PathTag {
  const segment = ([name, id]: readonly [string, unknown]) => {
    const code = faultOf(id);
    if (code) throw invalidInput([{ path: [name], code, params: { max: 128 } }], locale);
    return encodeURIComponent(String(id));
  };
  return (texts, ...ids) =>
    ids.reduce(
      (path, id, index) => path + Object.entries(id).map(segment).join('/') + texts[index + 1],
      texts[0] ?? '',
    );
}

function faultOf(id: unknown): string | undefined {
  if (typeof id !== 'string' || id === '') return 'required';
  if (id.length > 128) return 'too_long';
  // A URL parser takes dots for steps up the path, percent-encoded too; half a surrogate pair cannot be encoded.
  return /^\.{1,2}$|\p{Cs}/u.test(id) ? 'invalid' : undefined;
}

/** `?status=open&status=assigned`: lists repeat their name, absent values are left out; empty where nothing is left. */
export function formatQuery(values: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(values).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((item) => item !== undefined && item !== null)
      .map((item) => `${name}=${encodeURIComponent(String(item).replace(/\p{Cs}/gu, '\uFFFD'))}`),
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
