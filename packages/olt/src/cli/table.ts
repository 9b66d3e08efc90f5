import stringWidth from 'string-width';
import { printableValue } from './printable.ts';

/** A column of a table: its head and a row's cell. */
export type Column<Row> = readonly [head: string, cell: (row: Row) => unknown];

/** Cells that are shown as aligned columns; several can be shown as one. */
export interface View {
  /** Null for names and values, which have no heads. */
  readonly head: readonly string[] | null;
  readonly lines: readonly (readonly string[])[];
  toString(): string;
}

/** Rows as aligned columns; a dash where there is no value. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): View {
  return view(
    columns.map(([head]) => head),
    rows.map((row) => columns.map(([, cell]) => printableValue(cell(row)))),
  );
}

/** Name and value in two columns. */
export function facts(pairs: readonly (readonly [name: string, value: unknown])[]): View {
  return view(
    null,
    pairs.map(([name, value]) => [name, printableValue(value)]),
  );
}

/** The views of several OLTs as one, with the OLT's name before each line. */
export function joinViews(views: readonly (readonly [olt: string, view: View])[]): View {
  const head = views.find(([, { head }]) => head !== null)?.[1].head ?? null;
  const lines = views.flatMap(([olt, { lines }]) => lines.map((cells) => [olt, ...cells]));
  return view(head && ['OLT', ...head], lines);
}

function view(head: View['head'], lines: View['lines']): View {
  return {
    head,
    lines,
    toString: () => (lines.length === 0 ? '(none)' : align(head ? [head, ...lines] : lines)),
  };
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
