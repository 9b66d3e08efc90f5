import type { AgentAnswer, AgentRequest, AgentVarbind } from './udp-agent.ts';

/** A table as a well-behaved agent holds it, to be made to misbehave. */
export interface AgentTable {
  readonly columns: readonly string[];
  /** The indexes in order. */
  readonly indexes: readonly (readonly number[])[];
  answer(request: AgentRequest): readonly AgentVarbind[];
}

/** What stands at a row of a column; null where the agent has no such instance. */
export type CellOf = (column: number, index: readonly number[]) => number | null;

/** Rows of `onus` ONUs on each of `ports` PON ports, their interface numbers 256 apart, with a hole after every fourth port. */
export function ponIndexes(ports: number, onus: number): (readonly number[])[] {
  return Array.from({ length: ports }, (_, port) => {
    const ifIndex = 4_194_304_000 + (port + Math.floor(port / 4) * 5) * 256;
    return Array.from({ length: onus }, (__, onu) => [ifIndex, onu]);
  }).flat();
}

/** An agent with one table and a scalar after it. */
export function tableOf(
  entry: string,
  columnCount: number,
  indexes: readonly (readonly number[])[],
  cellOf: CellOf = (column, index) => (column * 16 + ((index.at(-1) ?? 0) % 16)) % 128,
): AgentTable {
  const columns = Array.from({ length: columnCount }, (_, at) => `${entry}.${at + 1}`);
  const cells: { oid: string; numbers: number[]; varbind: AgentVarbind }[] = [];
  for (const [at, column] of columns.entries()) {
    for (const index of indexes) {
      const value = cellOf(at + 1, index);
      if (value === null) continue;
      const oid = [column, ...index].join('.');
      cells.push({ oid, numbers: numbersOf(oid), varbind: { oid, tag: 2, bytes: [value] } });
    }
  }
  const after = `${entry}.99.0`;
  cells.push({ oid: after, numbers: numbersOf(after), varbind: { oid: after, tag: 2, bytes: [1] } });
  const byOid = new Map(cells.map(({ oid, varbind }) => [oid, varbind]));

  function firstAfter(oid: string): number {
    const numbers = numbersOf(oid);
    let [low, high] = [0, cells.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(cells[middle]?.numbers ?? [], numbers) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    columns,
    indexes,
    answer({ kind, oids, maxRepetitions }) {
      if (kind === 'get') return oids.map((oid) => byOid.get(oid) ?? { oid, tag: 129, bytes: [] });
      const starts = oids.map(firstAfter);
      return Array.from({ length: maxRepetitions }, (_, round) =>
        oids.map((oid, lane) => {
          const start = starts[lane] ?? 0;
          const last = cells.at(-1)?.oid ?? oid;
          return (
            cells[start + round]?.varbind ?? { oid: start < cells.length ? last : oid, tag: 130, bytes: [] }
          );
        }),
      ).flat();
    },
  };
}

/** An answer cut to so many variables, as agents cut what does not fit their datagram. */
export const cutTo = (answer: AgentAnswer, most: number): AgentAnswer =>
  Array.isArray(answer) ? answer.slice(0, most) : answer;

const numbersOf = (oid: string) => oid.split('.').map(Number);

function compare(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
