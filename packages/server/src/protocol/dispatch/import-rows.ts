import { check, formatIssue, type Issue, isFieldError, isValidationError, type Locale } from '@field/core';
import type { ImportKind } from '@field/core/dispatch';
import { CsvError, parse as parseCsv } from 'csv-parse/sync';
import type { Fault } from '../../problem/fault.ts';
import type { Store } from '../../storage/store.ts';
import { dispatchError } from './dispatch-errors.ts';
import { type CellType, type ImportTarget, importTargets } from './import-columns.ts';

const maxRows = 10_000;
const maxColumns = 200;
const maxFaults = 500;

interface Row {
  /** The line in the file; headings are line 1. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/**
 * Takes every row of a CSV file in, or none: every fault of every row is told at once, by its line in the file. Commas and
 * semicolons both separate; a quoted cell may have line breaks; a byte order mark does not matter.
 *
 * @returns how many rows there were
 * @throws FieldError `server.malformed_csv`, `server.too_many_rows`, `server.rows_refused`
 */
export async function importRows(
  store: Store,
  kind: ImportKind,
  csv: string,
  times: { readonly now: string; readonly locale: Locale },
): Promise<number> {
  const target = importTargets[kind];
  const separator = separatorOf(csv);
  const rows = readRows(csv, separator);
  const faults = findUnknownColumns(rows, target);
  let wrong = faults.length > 0 ? 1 : 0;
  const checked = (faults.length > 0 ? [] : rows).map(({ line, cells }) => ({
    line,
    record: check(target.schema, toRecord({ cells, separator }, target)),
  }));
  const records = checked.flatMap(({ record }) => (record.ok ? [record.value] : []));
  const { take, finish } = await target.begin(store, records, times);
  for (const { line, record } of checked) {
    const found = record.ok ? await faultsOf(() => take(record.value)) : record.issues.map(toFault);
    if (found.length > 0) wrong += 1;
    faults.push(...found.map((fault) => ({ ...fault, path: ['rows', line, ...fault.path] })));
    if (faults.length >= maxFaults) break;
  }
  if (wrong > 0)
    throw dispatchError('server.rows_refused', { rows: wrong, faults: faults.slice(0, maxFaults) });
  await finish?.();
  return rows.length;
}

type Separator = ';' | ',';

/** Sheets in Portuguese and Spanish separate by semicolons, because their decimals have the comma. */
function separatorOf(csv: string): Separator {
  return /^[^\n]*;/.test(csv) ? ';' : ',';
}

function readRows(csv: string, delimiter: Separator): Row[] {
  try {
    const parsed = parseCsv(csv, {
      bom: true,
      columns(names: string[]) {
        if (names.length > maxColumns) throw dispatchError('server.malformed_csv', { line: 1 });
        return names.map((name) => name.trim());
      },
      delimiter,
      info: true,
      skip_empty_lines: true,
      trim: true,
      to: maxRows + 1,
    }) as unknown as { record: Record<string, string>; info: { lines: number } }[];
    if (parsed.length > maxRows) throw dispatchError('server.too_many_rows', { maxRows });
    return parsed.map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const { lines } = cause as CsvError & { lines?: unknown };
    throw dispatchError('server.malformed_csv', { line: typeof lines === 'number' ? lines : 1 }, { cause });
  }
}

function findUnknownColumns([first]: readonly Row[], { columns }: ImportTarget): Fault[] {
  const unknown = Object.keys(first?.cells ?? {}).filter((name) => !Object.hasOwn(columns, name));
  return unknown.map((name) => ({
    path: ['rows', 1, name],
    code: 'invalid',
    texts: inEveryLanguage((locale) => `${unknownColumn[locale]}: ${name}`),
  }));
}

async function faultsOf(take: () => Promise<unknown>): Promise<Fault[]> {
  try {
    await take();
    return [];
  } catch (error) {
    if (isValidationError(error)) return error.issues.map(toFault);
    if (!isFieldError(error) || error.code === 'server.internal') throw error;
    return [{ path: [], code: error.code, texts: inEveryLanguage((locale) => error.text(locale).message) }];
  }
}

/** The cells as the record they describe: `address.street` is the `street` of its `address`. */
function toRecord(
  { cells, separator }: Pick<Row, 'cells'> & { readonly separator: Separator },
  { columns, defaults = {} }: ImportTarget,
): unknown {
  const given = Object.entries(cells).flatMap(([name, text]): [string, unknown][] =>
    text === '' ? [] : [[name, toValue(text, columns[name], separator)]],
  );
  const record: Record<string, unknown> = {};
  for (const [name, value] of [...Object.entries(defaults), ...given]) {
    const [first = '', second] = name.split('.');
    if (second === undefined) record[first] = value;
    else record[first] = { ...(record[first] as object | null), [second]: value };
  }
  const { location } = record;
  // A place typed into a sheet says neither how exact it is nor when it was measured.
  if (location) record.location = { accuracyMetres: null, measuredAt: null, ...location };
  return record;
}

function toValue(text: string, type: CellType = 'text', separator: Separator): unknown {
  if (type === 'list') return text.split(/[\s|]+/).filter((part) => part !== '');
  if (type === 'text') return text;
  // 1.000 in a sheet whose decimals have the comma is a thousand to who wrote it, and one to who does not ask.
  const inThousands = separator === ';' ? /^-?\d{1,3}\.\d{3}$/ : /^-?\d{1,3},\d{3}$/;
  if (type === 'amount' && inThousands.test(text)) return text;
  // 12,5 is how a sheet in Portuguese or Spanish writes it.
  const number = text.replace(',', '.');
  return /^-?\d+(\.\d+)?$/.test(number) ? Number(number) : text;
}

function toFault(issue: Issue): Fault {
  return {
    path: issue.path,
    code: issue.code,
    texts: inEveryLanguage((locale) => formatIssue(issue, locale)),
  };
}

function inEveryLanguage(say: (locale: Locale) => string): Fault['texts'] {
  return { en: say('en'), 'pt-BR': say('pt-BR'), es: say('es') };
}

const unknownColumn: Readonly<Record<Locale, string>> = {
  en: 'there is no such column',
  'pt-BR': 'não existe esta coluna',
  es: 'no existe esta columna',
};
