import type { FieldError } from '@field/core';
import { decodeValue, isAbsent, type Varbind } from '../snmp-value.ts';
import type { GatheredRow, Question, SweepColumn, SweepJob } from './sweep-job.ts';

interface Gap {
  readonly row: GatheredRow;
  readonly place: number;
}

/** Variables asked for in one GET; the answer to more may not fit one datagram. */
export const gapsPerRequest = 20;

/** Whether the agent may have lost this column's cells: not once it was right about so many. */
const isDoubted = ({ gapsAsked, gapsFilled }: SweepColumn) => gapsFilled > 0 || gapsAsked < gapsPerRequest;

/** The cells of a row worth asking for once more. */
export function findGaps(columns: readonly SweepColumn[], row: GatheredRow): readonly number[] {
  if (!row.values.includes(null)) return [];
  return columns.flatMap((column, place) => (row.values[place] === null && isDoubted(column) ? [place] : []));
}

/** Asks by GET, once, for cells that were missing between others. What is not there then is null. */
export class GapCheck implements SweepJob {
  readonly #columns: readonly SweepColumn[];
  readonly #nonsense: (reason: string) => FieldError;
  #open: readonly Gap[];
  /** Rows that are handed out when all is asked. */
  readonly #rows: readonly GatheredRow[];

  constructor(
    columns: readonly SweepColumn[],
    rows: readonly (readonly [row: GatheredRow, places: readonly number[]])[],
    nonsense: (reason: string) => FieldError,
  ) {
    this.#columns = columns;
    this.#nonsense = nonsense;
    this.#rows = rows.map(([row]) => row);
    this.#open = rows.flatMap(([row, places]) => places.map((place) => ({ row, place })));
  }

  get isDone(): boolean {
    return this.#open.length === 0;
  }

  question(room: number): Question {
    const asked = this.#open.slice(0, Math.min(room, gapsPerRequest));
    const oids = asked.map(({ row, place }) => `${this.#columns[place]?.prefix}${row.suffix.join('.')}`);
    return {
      oids,
      repetitions: 0,
      varbinds: oids.length,
      take: (answers) => {
        this.#fill(asked, oids, answers);
        return this.#close(asked.length);
      },
      takeNothing: () => this.#close(asked.length),
    };
  }

  #fill(asked: readonly Gap[], oids: readonly string[], answers: readonly (readonly Varbind[])[]): void {
    for (const [at, { row, place }] of asked.entries()) {
      const varbind = answers[at]?.[0];
      const column = this.#columns[place];
      if (!varbind || !column || varbind.oid !== oids[at])
        throw this.#nonsense('it answered other variables than were asked for');
      column.gapsAsked += 1;
      if (isAbsent(varbind)) continue;
      const value = decodeValue(varbind);
      if (value === undefined) throw this.#nonsense(`the value of ${varbind.oid} cannot be decoded`);
      column.gapsFilled += 1;
      row.values[place] = value;
    }
  }

  #close(answered: number): readonly GatheredRow[] {
    this.#open = this.#open.slice(answered);
    return this.isDone ? this.#rows : [];
  }
}
