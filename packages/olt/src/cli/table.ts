import Table from 'cli-table3';
import { printableValue } from './printable.ts';

/** A column of a table: its head and a row's cell. */
export type Column<Row> = readonly [head: string, cell: (row: Row) => unknown];

const edges = ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left'];
const inner = ['bottom-right', 'left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'];
const noLines = Object.fromEntries([...edges, ...inner].map((name) => [name, '']));

/** Rows as aligned columns; a dash where there is no value. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  if (rows.length === 0) return '(none)';
  const grid = new Table({
    head: columns.map(([head]) => head),
    chars: { ...noLines, middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  for (const row of rows) grid.push(columns.map(([, cell]) => printableValue(cell(row))));
  return grid
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Name and value in two columns. */
export function facts(pairs: readonly (readonly [name: string, value: unknown])[]): string {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs.map(([name, value]) => `${name.padEnd(width)}  ${printableValue(value)}`).join('\n');
}
