import { styleText } from 'node:util';
import {
  formatOnuAddress,
  formatPonPort,
  isFieldError,
  type Locale,
  type OnuAddress,
  type PonPortAddress,
} from '@field/core';
import Table from 'cli-table3';

/** Where a command writes. `json` keeps standard output to one JSON document. */
export interface Output {
  readonly json: boolean;
  readonly locale: Locale;
  /** A JSON document, or the text for people. */
  result(document: unknown, text: () => string): void;
  /** A line for people beside the result; on standard error, and not at all with `--json`. */
  say(line: string): void;
  progress(done: number, total: number | null, what: string): void;
  endProgress(): void;
  fail(error: unknown): void;
}

/** @param stdout @param stderr the process's own streams, or a test's */
export function createOutput(options: {
  readonly json: boolean;
  readonly locale: Locale;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}): Output {
  const { json, locale, stdout, stderr } = options;
  let progressShown = false;
  const endProgress = () => {
    if (progressShown) stderr.write('\r\u001b[K');
    progressShown = false;
  };
  return {
    json,
    locale,
    result(document, text) {
      endProgress();
      stdout.write(json ? `${JSON.stringify(document)}\n` : `${text()}\n`);
    },
    say(line) {
      endProgress();
      if (!json) stderr.write(`${line}\n`);
    },
    progress(done, total, what) {
      if (!stderr.isTTY || json) return;
      progressShown = true;
      stderr.write(`\r\u001b[K${what} ${done}${total === null ? '' : `/${total}`}`);
    },
    endProgress,
    fail(error) {
      endProgress();
      if (json) stdout.write(`${JSON.stringify({ error: errorDocument(error) })}\n`);
      stderr.write(`${paint(stderr, 'red', 'field-olt:')} ${errorText(error, locale)}\n`);
    },
  };
}

/** An error as the `--json` document carries it. */
export function errorDocument(error: unknown): unknown {
  return isFieldError(error) ? error.toJSON() : { code: 'cli.defect', message: String(error) };
}

function errorText(error: unknown, locale: Locale): string {
  if (!isFieldError(error)) return error instanceof Error ? (error.stack ?? error.message) : String(error);
  const { message, next } = error.text(locale);
  return `${message}${next === '' ? '' : `\n  ${next}`} [${error.code}]`;
}

/** Colours a text where a person reads it: on a TTY, unless NO_COLOR is set. */
export function paint(
  stream: NodeJS.WriteStream,
  style: 'red' | 'green' | 'yellow' | 'bold',
  text: string,
): string {
  return stream.isTTY && !process.env.NO_COLOR ? styleText(style, text) : text;
}

/** A column of a table: its head and a row's cell. */
export type Column<Row> = readonly [head: string, cell: (row: Row) => unknown];

const noLine = Object.fromEntries(
  [
    'top',
    'top-mid',
    'top-left',
    'top-right',
    'bottom',
    'bottom-mid',
    'bottom-left',
    'bottom-right',
    'left',
    'left-mid',
    'mid',
    'mid-mid',
    'right',
    'right-mid',
  ].map((name) => [name, '']),
);

/** Rows as aligned columns; a dash where there is no value. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  if (rows.length === 0) return '(none)';
  const grid = new Table({
    head: columns.map(([head]) => head),
    chars: { ...noLine, middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  for (const row of rows) grid.push(columns.map(([, cell]) => printable(cell(row))));
  return grid
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

/** Name and value in two columns. */
export function facts(pairs: readonly (readonly [name: string, value: unknown])[]): string {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs.map(([name, value]) => `${name.padEnd(width)}  ${printable(value)}`).join('\n');
}

function printable(value: unknown): string {
  if (value === null || value === undefined || value === '') return '-';
  if (isOnuAddress(value)) return formatOnuAddress(value);
  if (isPonPort(value)) return formatPonPort(value);
  // A device's text is printed on a terminal: control characters must not reach it.
  return String(value).replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
}

function isPonPort(value: unknown): value is PonPortAddress {
  return (
    typeof value === 'object' && value !== null && 'shelf' in value && 'slot' in value && 'port' in value
  );
}

function isOnuAddress(value: unknown): value is OnuAddress {
  return isPonPort(value) && 'onuId' in value;
}
