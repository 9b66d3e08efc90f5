declare const brand: unique symbol;

/** A text that was parsed into its normal form; only its parser makes one. */
export type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Control characters, half surrogate pairs and direction marks have no place in an identifier. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}]/u;

/** A text without spaces around it, of `min` to `max` characters and nothing unprintable; else `undefined`. */
export function tidy(text: string, max: number): string | undefined {
  if (text.length > max * 4 + 100) return undefined;
  const tidied = text.normalize('NFC').trim().replace(/\s+/g, ' ');
  return tidied === '' || tidied.length > max || unprintable.test(tidied) ? undefined : tidied;
}

/** All but the last `shown` characters as stars; short texts are all stars. */
export function maskAllBut(text: string, shown: number): string {
  const hidden = text.length <= shown ? text.length : text.length - shown;
  return '*'.repeat(hidden) + text.slice(hidden);
}
