import type { SnmpSession, SnmpValue } from '../contract/snmp.ts';
import { decodeVariable, type RecordedVariable } from './recorded-case.ts';

/** An SNMP agent that has these variables and no others. */
export function createReplaySnmp(variables: readonly RecordedVariable[]): SnmpSession {
  const sorted = variables
    .map((variable) => ({
      numbers: numbersOf(variable[0]),
      oid: variable[0],
      value: decodeVariable(variable),
    }))
    .sort((a, b) => compare(a.numbers, b.numbers));
  const byOid = new Map<string, SnmpValue>(sorted.map(({ oid, value }) => [oid, value]));
  return {
    async get(oids) {
      return new Map(oids.flatMap((oid) => (byOid.has(oid) ? [[oid, byOid.get(oid) as SnmpValue]] : [])));
    },
    async *walk(root) {
      const prefix = `${root}.`;
      const below = numbersOf(root);
      let first = 0;
      for (let last = sorted.length; first < last; ) {
        const middle = Math.floor((first + last) / 2);
        if (compare(sorted[middle]?.numbers ?? [], below) < 0) first = middle + 1;
        else last = middle;
      }
      for (const { oid, value } of sorted.slice(first)) {
        if (oid === root) continue;
        if (!oid.startsWith(prefix)) return;
        yield [oid, value];
      }
    },
    async close() {},
  };
}

const numbersOf = (oid: string) => oid.split('.').map(Number);

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((number, index) => number !== b[index]);
  return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
}
