import { parseFailed } from './lines.ts';

/**
 * Cuts the rows of a table where the words of its header start; for tables with cells that may be empty, where counting words
 * would give the wrong column.
 *
 * @param header the header's line
 * @param columns words of the header line, from left to right; a cell reaches to where the next one starts
 * @returns a function that cuts a row into as many trimmed cells
 * @throws FieldError `olt.parse_failed` when the header lacks a column, or a row has a word across the start of one
 */
export function cutColumns(
  header: string,
  columns: readonly string[],
  command: string,
): (row: string) => string[] {
  const starts: number[] = [];
  for (const column of columns) {
    const start = header.indexOf(column, starts.at(-1) ?? 0);
    if (start < 0) throw parseFailed(command, header);
    starts.push(start);
  }
  return (row) =>
    starts.map((start, index) => {
      if (index > 0 && /^\S\S$/.test(row.slice(start - 1, start + 1))) throw parseFailed(command, row);
      return row.slice(index === 0 ? 0 : start, starts[index + 1]).trim();
    });
}
