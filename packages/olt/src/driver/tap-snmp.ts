import type { SnmpSession, SnmpValue } from '../contract/snmp.ts';

/** A session whose every value is told to somebody as well. */
export function tapSnmp(snmp: SnmpSession, onValue: (oid: string, value: SnmpValue) => void): SnmpSession {
  const { sweep } = snmp;
  return {
    async get(oids, signal) {
      const values = await snmp.get(oids, signal);
      for (const [oid, value] of values) onValue(oid, value);
      return values;
    },
    async *walk(root, signal) {
      for await (const entry of snmp.walk(root, signal)) {
        onValue(...entry);
        yield entry;
      }
    },
    ...(sweep && {
      async *sweep(columns: readonly string[], options?: Parameters<typeof sweep>[1]) {
        for await (const row of sweep(columns, options)) {
          for (const [at, column] of columns.entries()) {
            const value = row.values[at] ?? null;
            if (value !== null) onValue([column, ...row.suffix].join('.'), value);
          }
          yield row;
        }
      },
    }),
    close: () => snmp.close(),
  };
}
