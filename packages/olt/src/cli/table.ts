import stringWidth from 'string-width';
import { printableValue } from './printable.ts';

/** A column of a table: its head and a row's cell. */
export type Column<Row> = readonly [head: string, cell: (row: Row) => unknown];

/** Rows as aligned columns; a dash where there is no value. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  if (rows.length === 0) return '(none)';
  const body = rows.map((row) => columns.map(([, cell]) => printableValue(cell(row))));
  return align([columns.map(([head]) => head), ...body]);
}

/** Name and value in two columns. */
export function facts(pairs: readonly (readonly [name: string, value: unknown])[]): string {
  return align(pairs.map(([name, value]) => [name, printableValue(value)]));
}

/** Lines of cells, each column as wide as its widest cell on a terminal. */
function align(lines: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  const sized = lines.map((cells) => cells.map((text) => ({ text, width: stringWidth(text) })));
  for (const cells of sized) {
    for (const [column, { width }] of cells.entries()) widths[column] = Math.max(widths[column] ?? 0, width);
  }
  const fill = ({ text, width }: { text: string; width: number }, column: number) =>
    text + ' '.repeat((widths[column] ?? 0) - width);
  return sized.map((cells) => cells.map(fill).join('  ').trimEnd()).join('\n');
}
