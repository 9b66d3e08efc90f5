/** A value as SNMP carries it: integers and gauges as number, Counter64 as bigint, OIDs and addresses as string, octets as bytes. */
export type SnmpValue = number | bigint | string | Uint8Array;

/** One column of a table. `decode` is pure and returns null for the device's own "no value" marks. */
export interface OidColumn<T> {
  readonly oid: string;
  readonly decode: (value: SnmpValue) => T;
}

/** A table as data: columns that share one index. */
export interface OidTable<Index, Columns extends Readonly<Record<string, OidColumn<unknown>>>> {
  /** Reads the index from the numbers after the column's OID. Throws `olt.parse_failed` when it does not fit. */
  readonly index: (suffix: readonly number[]) => Index;
  readonly columns: Columns;
}

/** A row of an `OidTable`: each column's decoded value, null where the agent had none. */
export type OidRow<Table> =
  Table extends OidTable<infer Index, infer Columns>
    ? { readonly index: Index; readonly suffix: readonly number[] } & {
        readonly [K in keyof Columns]: ReturnType<Columns[K]['decode']> | null;
      }
    : never;

/** One SNMP agent. @throws FieldError `olt.timeout`, `olt.auth_refused`, `olt.snmp_error`, `olt.aborted` */
export interface SnmpSession {
  /** Values of exact OIDs; an OID the agent does not have is absent from the map. */
  get(oids: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, SnmpValue>>;
  /** Everything below `root`, in order, as it arrives. An agent that answers out of order or in a loop is `olt.snmp_error`. */
  walk(root: string, signal?: AbortSignal): AsyncIterable<readonly [oid: string, value: SnmpValue]>;
  close(): Promise<void>;
}
