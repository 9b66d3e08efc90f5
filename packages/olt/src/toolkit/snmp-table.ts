import type { OidColumn, OidRow, OidTable, SnmpSession, SnmpValue, SweepRow } from '../contract/snmp.ts';

type Columns = Readonly<Record<string, OidColumn<unknown>>>;

/**
 * Reads a table and joins the cells of each row by index: many requests at once where the session can, else column by column.
 *
 * @param under numbers the index must begin with, to read a part of the table: one port, one ONU
 * @returns the rows in index order; a cell the agent does not have is null
 * @throws FieldError whatever the session rejects with: a table of which a part could not be read is no table
 */
export async function readTable<Index, C extends Columns>(
  snmp: SnmpSession,
  table: OidTable<Index, C>,
  options: { readonly under?: readonly number[]; readonly signal?: AbortSignal | undefined } = {},
): Promise<OidRow<OidTable<Index, C>>[]> {
  const { under = [], signal } = options;
  const columns = Object.entries(table.columns);
  const oids = columns.map(([, { oid }]) => oid);
  const rows: OidRow<OidTable<Index, C>>[] = [];
  const cells = snmp.sweep
    ? snmp.sweep(oids, { roots: [under], signal })
    : walkColumns(snmp, oids, under, signal);
  for await (const { suffix, values } of cells) {
    const decoded = columns.map(([name, { decode }], at) => {
      const value = values[at] ?? null;
      return [name, value === null ? null : decode(value)];
    });
    rows.push({ ...Object.fromEntries(decoded), index: table.index(suffix), suffix });
  }
  return rows.sort((a, b) => compareSuffixes(a.suffix, b.suffix));
}

async function* walkColumns(
  snmp: SnmpSession,
  oids: readonly string[],
  under: readonly number[],
  signal: AbortSignal | undefined,
): AsyncGenerator<SweepRow> {
  const rows = new Map<string, { suffix: number[]; values: (SnmpValue | null)[] }>();
  for (const [at, column] of oids.entries()) {
    for await (const [oid, value] of snmp.walk([column, ...under].join('.'), signal)) {
      const key = oid.slice(column.length + 1);
      const row = rows.get(key) ?? { suffix: key.split('.').map(Number), values: oids.map(() => null) };
      row.values[at] = value;
      rows.set(key, row);
    }
  }
  yield* rows.values();
}

/** Object identifiers asked for in one request; a request that answers more may not fit one datagram. */
const oidsPerRequest = 24;

/**
 * Asks for single rows of a table by their suffixes, a few rows a request.
 * @returns the cells of each row, in the order asked; a cell the agent does not have is null
 */
export async function readRows<Index, C extends Columns>(
  snmp: SnmpSession,
  table: OidTable<Index, C>,
  suffixes: readonly (readonly number[])[],
  options: { readonly signal?: AbortSignal | undefined; readonly onRows?: (done: number) => void } = {},
): Promise<OidRow<OidTable<Index, C>>[]> {
  const columns = Object.entries(table.columns);
  const rowsPerRequest = Math.max(1, Math.floor(oidsPerRequest / columns.length));
  const rows: OidRow<OidTable<Index, C>>[] = [];
  for (let start = 0; start < suffixes.length; start += rowsPerRequest) {
    const some = suffixes.slice(start, start + rowsPerRequest);
    const oids = some.flatMap((suffix) => columns.map(([, column]) => [column.oid, ...suffix].join('.')));
    const values = await snmp.get(oids, options.signal);
    for (const suffix of some) {
      const cells = columns.map(([name, column]) => [name, cell(values, column, suffix)]);
      rows.push({ ...Object.fromEntries(cells), index: table.index(suffix), suffix });
    }
    options.onRows?.(rows.length);
  }
  return rows;
}

function cell(
  values: ReadonlyMap<string, SnmpValue>,
  column: OidColumn<unknown>,
  suffix: readonly number[],
): unknown {
  const value = values.get([column.oid, ...suffix].join('.'));
  return value === undefined ? null : column.decode(value);
}

function compareSuffixes(a: readonly number[], b: readonly number[]): number {
  const length = Math.max(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (a[index] ?? -1) - (b[index] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}
