import type { SimulatedColumn, SimulatedTable } from '../../contract/vendor-simulator.ts';
import { type BerWriter, encodeOid, tags } from './ber.ts';

interface Row {
  readonly index: readonly number[];
  readonly encoded: Uint8Array;
  readonly row: unknown;
}

interface Column {
  readonly oid: readonly number[];
  readonly encoded: Uint8Array;
  readonly source: SimulatedColumn<unknown>;
  readonly table: TableRows;
}

interface TableRows {
  readonly definition: SimulatedTable;
  revision: number;
  rows: readonly Row[];
}

/** One instance: where it is, so that its neighbour needs no search. */
export interface ObjectInstance {
  readonly column: number;
  readonly row: number;
}

/** Everything an agent shows, in the order of its object identifiers; rows are sorted anew only when the OLT's revision has grown. */
export class ObjectView {
  readonly #columns: readonly Column[];
  readonly #revision: () => number;

  constructor(tables: readonly SimulatedTable[], revision: () => number) {
    this.#revision = revision;
    this.#columns = tables.flatMap(columnsOf).sort((a, b) => compareOids(a.oid, b.oid));
  }

  /** The instance at exactly this place. */
  find(oid: readonly number[]): ObjectInstance | 'noSuchObject' | 'noSuchInstance' {
    const column = this.#columnAtOrBefore(oid);
    const found = this.#columns[column];
    if (!found || !startsWith(oid, found.oid)) return 'noSuchObject';
    const rows = this.#rows(found);
    const index = oid.slice(found.oid.length);
    const row = firstAfter(rows, index, true);
    const at = rows[row];
    if (!at || compareOids(at.index, index) !== 0) return 'noSuchInstance';
    return found.source.read(at.row) === undefined ? 'noSuchInstance' : { column, row };
  }

  /** The first instance after this place, or null at the end. */
  after(oid: readonly number[]): ObjectInstance | null {
    const column = this.#columnAtOrBefore(oid);
    const found = this.#columns[column];
    if (!found || !startsWith(oid, found.oid)) return this.#from(column + 1, 0);
    return this.#from(column, firstAfter(this.#rows(found), oid.slice(found.oid.length), false));
  }

  /** The instance that follows. */
  next({ column, row }: ObjectInstance): ObjectInstance | null {
    return this.#from(column, row + 1);
  }

  oid({ column, row }: ObjectInstance): number[] {
    const found = this.#columns[column];
    return found ? [...found.oid, ...(this.#rows(found)[row]?.index ?? [])] : [];
  }

  /** Writes name and value of an instance. */
  write(writer: BerWriter, { column, row }: ObjectInstance): void {
    const found = this.#columns[column];
    const at = found && this.#rows(found)[row];
    if (!found || !at) return;
    const before = writer.length;
    writeValue(writer, found.source, at.row);
    writer.oid(found.encoded, at.encoded);
    writer.wrap(tags.sequence, before);
  }

  #from(column: number, row: number): ObjectInstance | null {
    let atRow = row;
    for (let index = column; index < this.#columns.length; index++) {
      const found = this.#columns[index];
      if (!found) return null;
      const rows = this.#rows(found);
      for (; atRow < rows.length; atRow++)
        if (found.source.read(rows[atRow]?.row) !== undefined) return { column: index, row: atRow };
      atRow = 0;
    }
    return null;
  }

  /** Number of the last column that is not after this place; -1 where there is none. */
  #columnAtOrBefore(oid: readonly number[]): number {
    let low = 0;
    let high = this.#columns.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareOids(this.#columns[middle]?.oid ?? [], oid) <= 0) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #rows({ table }: Column): readonly Row[] {
    const revision = this.#revision();
    if (table.revision !== revision) {
      table.revision = revision;
      table.rows = [...table.definition.rows()]
        .map(([index, row]) => ({ index, encoded: encodeOid(index, false), row }))
        .sort((a, b) => compareOids(a.index, b.index));
    }
    return table.rows;
  }
}

function columnsOf(definition: SimulatedTable): Column[] {
  const table: TableRows = { definition, revision: -1, rows: [] };
  const entry = definition.entry.split('.').map(Number);
  return Object.entries(definition.columns).map(([number, source]) => {
    const oid = [...entry, Number(number)];
    return { oid, encoded: encodeOid(oid, true), source, table };
  });
}

function writeValue(writer: BerWriter, { syntax, read }: SimulatedColumn<unknown>, row: unknown): void {
  const value = read(row);
  if (value instanceof Uint8Array) writer.octets(value, syntax === 'ip' ? tags.ip : tags.octets);
  else if (typeof value === 'bigint') writer.counter64(value);
  else if (typeof value === 'string') writer.oid(encodeOid(value.split('.').map(Number), true));
  else if (syntax === 'integer') writer.integer(value ?? 0);
  else if (syntax === 'counter64') writer.counter64(BigInt(value ?? 0));
  else writer.integer(value ?? 0, tags[syntax as 'counter32' | 'gauge32' | 'timeticks']);
}

/** Position of the first row after `index`, or at it where `orAt`. */
function firstAfter(rows: readonly Row[], index: readonly number[], orAt: boolean): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const order = compareOids(rows[middle]?.index ?? [], index);
    if (order < 0 || (order === 0 && !orAt)) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function compareOids(a: readonly number[], b: readonly number[]): number {
  const shorter = Math.min(a.length, b.length);
  for (let index = 0; index < shorter; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function startsWith(oid: readonly number[], start: readonly number[]): boolean {
  return oid.length >= start.length && start.every((number, index) => oid[index] === number);
}
