import { renderLines } from '../../src/toolkit/render-lines.ts';

/** Words of ours for what a device says in its own: they stand in no text. */
const ownWords: ReadonlySet<string> = new Set([
  ...['adminState', 'runState', 'downCause', 'technology', 'status', 'state', 'vendor', 'quality', 'issues'],
  ...['missing', 'link'],
]);
/** Kinds of board: the vendor's name of it tells. */
const boardKinds: ReadonlySet<unknown> = new Set([
  'gpon',
  'epon',
  'xgpon',
  'control',
  'uplink',
  'power',
  'other',
]);
/** Numbers that are worked out of several. */
const workedOut: ReadonlySet<string> = new Set(['uptimeSeconds', 'ports']);

/**
 * Finds a value in rows that does not stand in the text they were read from, nor in the command: every string in at most four pieces,
 * every number as a number, times part by part, serial numbers in either spelling.
 * @param isDerived tells of a field that is worked out of the others of its row
 * @returns the field and its value, or null
 */
export function findInvented(
  rows: readonly unknown[],
  text: string,
  command: string,
  isDerived: (field: string, value: unknown, row: unknown) => boolean,
): string | null {
  // What a terminal would show counts as the text: a backspace and an escape sequence have their effect.
  const source = [command, text, ...renderLines(text)].join('\n');
  const packed = source.replace(/\s/g, '');
  const letters = source.replace(/[^0-9a-z]/gi, '').toUpperCase();
  let known: ReadonlySet<number> | null = null;
  const numbers = () => {
    // A decimal comma is one, as in "-26,57".
    known ??= new Set(
      [...source.matchAll(/\d+(?:[.,]\d+)?/g)].map(([digits]) => Number(digits.replace(',', '.'))),
    );
    return known;
  };

  function stands(field: string, value: unknown, row: unknown): boolean {
    // A level that a place does not have is 0.
    if (value === null || value === undefined || typeof value === 'boolean' || value === 0 || value === '')
      return true;
    if (field === 'kind' && boardKinds.has(value)) return true;
    if (ownWords.has(field) || workedOut.has(field) || isDerived(field, value, row)) return true;
    if (typeof value === 'number') return Number.isFinite(value) && hasNumber(Math.abs(value));
    if (typeof value !== 'string') return false;
    if (field === 'serialNumber' || field === 'vendorId') return hasSerial(value);
    if (/^\d{4}-\d\d-\d\dT/.test(value))
      return [...value.slice(0, 19).matchAll(/\d+/g)].every(([part]) => hasNumber(Number(part)));
    return hasPieces(value.replace(/\s/g, ''), 4);
  }

  function hasNumber(value: number): boolean {
    return numbers().has(value) || source.includes(String(value));
  }

  function hasSerial(value: string): boolean {
    const serial = value.replace(/[^0-9a-z]/gi, '').toUpperCase();
    if (letters.includes(serial)) return true;
    // Four octets in hexadecimal digits, in capitals once they are read.
    const spelled = value.slice(0, 4).toUpperCase();
    return [...letters.matchAll(/(?=([0-9A-F]{8}))/g)].some(
      ([, hex = '']) =>
        Buffer.from(hex, 'hex').toString('latin1').toUpperCase() === spelled &&
        letters.includes(
          hex +
            value
              .slice(4)
              .replace(/[^0-9a-z]/gi, '')
              .toUpperCase(),
        ),
    );
  }

  function hasPieces(value: string, most: number): boolean {
    if (packed.includes(value)) return true;
    if (most === 1) return false;
    let length = value.length - 1;
    while (length > 0 && !packed.includes(value.slice(0, length))) length -= 1;
    return length > 0 && hasPieces(value.slice(length), most - 1);
  }

  function search(value: unknown, field: string, row: unknown): string | null {
    if (typeof value === 'object' && value !== null) {
      if (ownWords.has(field)) return null;
      for (const [key, inner] of Object.entries(value)) {
        const found = search(inner, Array.isArray(value) ? field : key, Array.isArray(value) ? row : value);
        if (found) return found;
      }
      return null;
    }
    return stands(field, value, row) ? null : `${field} ${JSON.stringify(value)}`;
  }

  return search(rows, 'rows', null);
}
