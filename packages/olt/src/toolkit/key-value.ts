import { parseFailed } from './lines.ts';

/** How a block of `Key : value` lines is read. */
export interface KeyValueOptions {
  readonly command: string;
  /** Characters a value may take on one line; a piece that fills it goes on in the next line without a blank. */
  readonly wrapWidth?: number;
}

/** The values of one block by key. Keys are compared in lower case with single blanks: firmware differs in both. */
export interface KeyValues {
  /** The value, or null where the key is absent, the value empty, or only dashes ("no value"). */
  value(key: string): string | null;
  /** The first of several spellings that has a value. */
  first(...keys: readonly string[]): string | null;
  has(key: string): boolean;
}

/**
 * Reads a block of `Key : value` lines. A line that is indented beyond the colon of the key above it continues that key's value.
 * @throws FieldError `olt.parse_failed` for a line that is neither, or a key that comes twice
 */
export function readKeyValues(lines: readonly string[], options: KeyValueOptions): KeyValues {
  const pieces = new Map<string, string[]>();
  let open: { readonly pieces: string[]; readonly colon: number } | null = null;
  for (const line of lines) {
    if (line.trim() === '') continue;
    const indent = line.length - line.trimStart().length;
    if (open && indent > open.colon) {
      open.pieces.push(line.trim());
      continue;
    }
    const colon = line.indexOf(':');
    if (colon < 0) throw parseFailed(options.command, line);
    const key = normalize(line.slice(0, colon));
    if (key === '' || pieces.has(key)) throw parseFailed(options.command, line);
    open = { pieces: [line.slice(colon + 1).trim()], colon };
    pieces.set(key, open.pieces);
  }
  const value = (key: string) => {
    const joined = join(pieces.get(normalize(key)) ?? [], options.wrapWidth ?? 32);
    return /^-*$/.test(joined) ? null : joined;
  };
  return {
    value,
    first: (...keys) => keys.map(value).find((one) => one !== null) ?? null,
    has: (key) => pieces.has(normalize(key)),
  };
}

function normalize(key: string): string {
  return key.trim().replace(/ {2,}/g, ' ').toLowerCase();
}

function join(pieces: readonly string[], width: number): string {
  return pieces.reduce((text, piece, index) => {
    const before = pieces[index - 1];
    const gap = before === undefined || before === '' || before.length >= width ? '' : ' ';
    return text + gap + piece;
  }, '');
}
