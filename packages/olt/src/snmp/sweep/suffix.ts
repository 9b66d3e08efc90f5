import type { OidNumbers } from '../oid.ts';

/** The numbers after a column's OID: a row's index. */
export type Suffix = OidNumbers;

/** The highest number an object identifier can hold. */
export const highest = 0xffff_ffff;

/** Negative when `a` comes first in the order in which agents walk. */
export function compareSuffixes(a: Suffix, b: Suffix): number {
  const shorter = Math.min(a.length, b.length);
  for (let at = 0; at < shorter; at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Whether `suffix` begins with `root`. */
export function begins(suffix: Suffix, root: Suffix): boolean {
  for (let at = 0; at < root.length; at += 1) if (suffix[at] !== root[at]) return false;
  return suffix.length >= root.length;
}

const zero = 48;
const dot = 46;

/** The numbers of `oid` after its first `from` characters, which end with a dot. Empty for what is no object identifier. */
export function suffixOf(oid: string, from: number): Suffix {
  const numbers: number[] = [];
  let number = -1;
  for (let at = from; at < oid.length; at += 1) {
    const code = oid.charCodeAt(at);
    if (code === dot && number >= 0) {
      numbers.push(number);
      number = -1;
    } else if (code < zero || code > zero + 9) return [];
    else number = Math.max(0, number) * 10 + code - zero;
    if (number > highest) return [];
  }
  if (number < 0) return [];
  numbers.push(number);
  return numbers;
}
