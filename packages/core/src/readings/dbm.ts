/**
 * Whether a number can be an optical power in dBm: from -50 to +10. Values devices print for "no reading" inside
 * that range (0, -40) are not: 0 and -40 exactly.
 */
export function isPlausibleDbm(dbm: number): boolean {
  return dbm >= -50 && dbm <= 10 && dbm !== 0 && dbm !== -40;
}

/**
 * Reads an optical power as people and devices write it: `-21.5`, `-21,5 dBm`, `−21.5dBm` (Unicode minus).
 * `undefined` where the text is no number; whether the number can be true is {@link isPlausibleDbm}'s to say.
 */
export function parseDbm(text: string): number | undefined {
  // As nearly every device writes it. Adding 0 makes -0 a 0.
  if (/^-?\d{1,3}(?:\.\d{1,6})?$/.test(text)) return Number(text) + 0;
  const [, sign, whole, fraction = 0] =
    /^([+\u2212-]?)\s*(\d{1,3})(?:[.,](\d{1,6}))?\s*(?:dbm)?$/i.exec(text.trim()) ?? [];
  if (whole === undefined) return undefined;
  const value = Number(`${whole}.${fraction}`);
  return sign === '' || sign === '+' || value === 0 ? value : -value;
}
