import type { OidColumn, OidRow, OidTable, SnmpSession, SnmpValue } from '../contract/snmp.ts';

type Columns = Readonly<Record<string, OidColumn<unknown>>>;

/**
 * Walks a table column by column and joins the cells of each row by index.
 *
 * @param under numbers the index must begin with, to walk a part of the table: one port, one ONU
 * @returns the rows in index order; a cell the agent does not have is null
 * @throws FieldError whatever the session rejects with: a table of which a part could not be walked is no table
 */
export async function readTable<Index, C extends Columns>(
  snmp: SnmpSession,
  table: OidTable<Index, C>,
  options: { readonly under?: readonly number[]; readonly signal?: AbortSignal | undefined } = {},
): Promise<OidRow<OidTable<Index, C>>[]> {
  const rows = new Map<
    string,
    { readonly suffix: readonly number[]; readonly cells: Record<string, unknown> }
  >();
  const empty = Object.fromEntries(Object.keys(table.columns).map((name) => [name, null]));
  for (const [name, column] of Object.entries(table.columns)) {
    const root = [column.oid, ...(options.under ?? [])].join('.');
    for await (const [oid, value] of snmp.walk(root, options.signal)) {
      const key = oid.slice(column.oid.length + 1);
      const row = rows.get(key) ?? { suffix: key.split('.').map(Number), cells: { ...empty } };
      row.cells[name] = column.decode(value);
      rows.set(key, row);
    }
  }
  return [...rows.values()]
    .sort((a, b) => compareSuffixes(a.suffix, b.suffix))
    .map(
      ({ suffix, cells }) => ({ ...cells, index: table.index(suffix), suffix }) as OidRow<OidTable<Index, C>>,
    );
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
