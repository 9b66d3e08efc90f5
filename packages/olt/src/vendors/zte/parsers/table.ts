import { parseFailed, replyCut, toLines } from '../../../toolkit/lines.ts';

/** A table as these screens print it: what stands above its header, the header, and the rows below its rule. */
export interface Table {
  readonly before: readonly string[];
  readonly header: string;
  readonly rows: readonly string[];
}

/** `-----`, or the long dashes a web page made of it. */
const rule = /^\s*[-\u2013\u2014]{5,}\s*$/;

/**
 * Finds the table with this header. A header without a row was cut off: where there is nothing, the device says so in words.
 * @throws FieldError `olt.parse_failed`
 */
export function readTableLines(text: string, header: RegExp, command: string): Table {
  const lines = toLines(text).filter((line) => line !== '' && !rule.test(line));
  const at = lines.findIndex((line) => header.test(line));
  if (at < 0) throw lines.length === 0 ? replyCut(command, text) : parseFailed(command, lines[0] ?? '');
  const rows = lines.slice(at + 1);
  if (rows.length === 0) throw replyCut(command, text);
  return { before: lines.slice(0, at), header: lines[at] ?? '', rows };
}

/** The cells of a row that has no empty ones. */
export function cellsOf(row: string): string[] {
  return row.trim().split(/\s+/);
}

/** `N/A`, dashes and nothing are no value. */
export function orNull(cell: string | null | undefined): string | null {
  const text = (cell ?? '').trim();
  return /^(?:-*|N\/A)$/i.test(text) ? null : text;
}
