import type { FieldError } from '@field/core';
import type { SnmpValue } from '../../contract/snmp.ts';
import { comesAfter, parseOid } from '../oid.ts';
import { decodeValue, isAbsent, snmpType, type Varbind } from '../snmp-value.ts';
import { type Cut, findCut, type SeenNumbers } from './find-cut.ts';
import { begins, compareSuffixes, type Suffix, suffixOf } from './suffix.ts';
import type { GatheredRow, Question, SweepColumn, SweepJob } from './sweep-job.ts';

/** One column within a range. */
interface Lane {
  readonly column: SweepColumn;
  readonly place: number;
  /** Everything up to here was answered. */
  cursor: Suffix;
  /** What was answered and waits for the other columns. */
  cells: { readonly suffix: Suffix; readonly value: SnmpValue }[];
  rows: number;
  isEnded: boolean;
}

export interface RangeBounds {
  /** Numbers all indexes of the range begin with. */
  readonly root: Suffix;
  /** Its rows come after this. */
  readonly after: Suffix;
  /** Its last possible row; null where it ends with `root`. */
  readonly upTo: Suffix | null;
}

/**
 * A part of the index space, walked over all columns side by side. Columns advance on their own: one that lacks rows, or was cut off
 * by a full datagram, is asked again from where it stands, and a row is complete once every column has passed it.
 */
export class SweepRange implements SweepJob {
  readonly #columns: readonly SweepColumn[];
  readonly #root: Suffix;
  #upTo: Suffix | null;
  readonly #lanes: readonly Lane[];
  readonly #nonsense: (reason: string) => FieldError;
  #first: Suffix | null = null;
  #rows = 0;
  /** Of a range cut off another: whether there is anything in it is asked for before all of it is. */
  #isProbe: boolean;

  constructor(
    columns: readonly SweepColumn[],
    { root, after, upTo }: RangeBounds,
    nonsense: (reason: string) => FieldError,
    isProbe = false,
  ) {
    this.#columns = columns;
    this.#root = root;
    this.#upTo = upTo;
    this.#nonsense = nonsense;
    this.#isProbe = isProbe;
    this.#lanes = columns.map((column, place) => ({
      column,
      place,
      cursor: after,
      cells: [],
      rows: 0,
      isEnded: false,
    }));
  }

  get isDone(): boolean {
    return this.#lanes.every(({ isEnded }) => isEnded);
  }

  question(room: number): Question {
    const open = this.#lanes.filter(({ isEnded }) => !isEnded);
    const even = Math.max(1, Math.floor(room / open.length));
    // The one furthest behind comes first: it is in the answer however short that is.
    const behind = open
      .filter(({ cells }) => cells.length * 2 < even)
      .sort((a, b) => compareSuffixes(a.cursor, b.cursor))
      .slice(0, room);
    const most = Math.max(1, Math.floor(room / behind.length));
    const repetitions = this.#isProbe ? 1 : Math.min(most, this.#rowsLeft(behind));
    return {
      oids: behind.map(({ column, cursor }) => column.prefix + cursor.join('.')).map(withoutDot),
      repetitions,
      varbinds: repetitions * behind.length,
      take: (answers) => this.#take(behind, answers),
      takeNothing: () => this.#end(behind),
    };
  }

  /** Where this range can best be cut in two; null where it is not worth it. */
  findCut(seen: readonly SeenNumbers[], least: number): Cut | null {
    if (!this.#first || this.isDone) return null;
    const from = this.#lanes.reduce(
      (a, { cursor }) => (compareSuffixes(a, cursor) < 0 ? cursor : a),
      this.#first,
    );
    const part = { root: this.#root, first: this.#first, from, upTo: this.#upTo, rows: this.#rows };
    return findCut(part, seen, least);
  }

  /** Ends at the cut; what comes after it is the new range's. */
  split({ middle }: Cut): SweepRange {
    const rest = { root: this.#root, after: middle, upTo: this.#upTo };
    this.#upTo = middle;
    return new SweepRange(this.#columns, rest, this.#nonsense, true);
  }

  #take(asked: readonly Lane[], answers: readonly (readonly Varbind[])[]): readonly GatheredRow[] {
    if (!answers[0]?.length) throw this.#nonsense('it answered with nothing');
    this.#isProbe = false;
    for (const [at, lane] of asked.entries()) this.#advance(lane, answers[at] ?? []);
    return this.#complete();
  }

  #end(lanes: readonly Lane[]): readonly GatheredRow[] {
    for (const lane of lanes) lane.isEnded = true;
    return this.#complete();
  }

  #advance(lane: Lane, varbinds: readonly Varbind[]): void {
    const { column } = lane;
    for (const varbind of varbinds) {
      if (varbind.type === snmpType.endOfMib) {
        lane.isEnded = true;
        return;
      }
      const suffix = varbind.oid.startsWith(column.prefix) ? suffixOf(varbind.oid, column.prefix.length) : [];
      if (suffix.length === 0 || compareSuffixes(suffix, lane.cursor) <= 0) {
        this.#checkEnd(lane, varbind);
        return;
      }
      if (!this.#holds(suffix)) {
        lane.isEnded = true;
        return;
      }
      lane.cursor = suffix;
      lane.rows += 1;
      if (isAbsent(varbind)) continue;
      const value = decodeValue(varbind);
      if (value === undefined) throw this.#nonsense(`the value of ${varbind.oid} cannot be decoded`);
      lane.cells.push({ suffix, value });
    }
  }

  /** A variable that is no further row: of what comes after the column, or nonsense. */
  #checkEnd(lane: Lane, varbind: Varbind): void {
    const asked = parseOid(withoutDot(lane.column.prefix + lane.cursor.join('.')));
    // Some agents have no endOfMibView and say so about the variable that was asked for.
    const isEnd = comesAfter(parseOid(varbind.oid), asked) || (isAbsent(varbind) && lane.rows === 0);
    if (!isEnd) throw this.#nonsense(`${varbind.oid} comes again or out of order`);
    lane.isEnded = true;
  }

  #holds(suffix: Suffix): boolean {
    return begins(suffix, this.#root) && (this.#upTo === null || compareSuffixes(suffix, this.#upTo) <= 0);
  }

  /** Rows that every column has passed. */
  #complete(): GatheredRow[] {
    const rows: GatheredRow[] = [];
    const open = this.#lanes.filter(({ isEnded }) => !isEnded);
    const passed = open.map(({ cursor }) => cursor).sort(compareSuffixes)[0] ?? null;
    const next = this.#lanes.map(() => 0);
    for (;;) {
      let least: Suffix | null = null;
      for (const { cells, place } of this.#lanes) {
        const suffix = cells[next[place] ?? 0]?.suffix;
        if (suffix && (least === null || compareSuffixes(suffix, least) < 0)) least = suffix;
      }
      if (least === null || (passed !== null && compareSuffixes(least, passed) > 0)) break;
      const values: (SnmpValue | null)[] = [];
      for (const { cells, place } of this.#lanes) {
        const cell = cells[next[place] ?? 0];
        const isHere = cell !== undefined && compareSuffixes(cell.suffix, least) === 0;
        if (isHere) next[place] = (next[place] ?? 0) + 1;
        values.push(isHere ? cell.value : null);
      }
      this.#first ??= least;
      rows.push({ suffix: least, values });
    }
    for (const lane of this.#lanes) lane.cells = lane.cells.slice(next[lane.place]);
    this.#rows += rows.length;
    return rows;
  }

  /** The most rows there can be up to the end of the range, where its last number says so. */
  #rowsLeft(lanes: readonly Lane[]): number {
    const { cursor } = lanes[0] ?? { cursor: [] };
    const place = cursor.length - 1;
    if (!this.#first || this.#upTo?.length !== cursor.length || !begins(this.#upTo, cursor.slice(0, place)))
      return Number.POSITIVE_INFINITY;
    return Math.max(1, (this.#upTo[place] ?? 0) - (cursor[place] ?? 0));
  }
}

const withoutDot = (oid: string) => (oid.endsWith('.') ? oid.slice(0, -1) : oid);
