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

/**
 * How much may be read from an agent a minute: `gentle` (what one `snmpbulkwalk` takes over 20 ms), `full` (as much as the agent
 * bears), or variables a minute. A request for few variables counts as one for twenty.
 */
export type ReadBudget = 'gentle' | 'full' | number;

/** How far a sweep is. */
export interface SweepProgress {
  readonly rows: number;
  readonly requests: number;
  /** Requests sent again because no answer came. */
  readonly repeated: number;
  /** Requests that may be under way at once now; 1 for an agent that bears no more. */
  readonly window: number;
}

export interface SweepOptions {
  /** Parts of the table to read: numbers with which the indexes of their rows begin, one PON port each for example. All of it unless told. */
  readonly roots?: readonly (readonly number[])[];
  /** For this sweep alone; the session's own unless told. */
  readonly budget?: ReadBudget;
  readonly signal?: AbortSignal | undefined;
  /** Called after every answer. */
  readonly onProgress?: (progress: SweepProgress) => void;
}

/** A row of a sweep: the numbers after the columns' OIDs, and the values in the order of the columns, null where the agent has none. */
export interface SweepRow {
  readonly suffix: readonly number[];
  readonly values: readonly (SnmpValue | null)[];
}

/** One SNMP agent. @throws FieldError `olt.timeout`, `olt.auth_refused`, `olt.snmp_error`, `olt.aborted` */
export interface SnmpSession {
  /** Values of exact OIDs; an OID the agent does not have is absent from the map. */
  get(oids: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, SnmpValue>>;
  /** Everything below `root`, in order, as it arrives. An agent that answers out of order or in a loop is `olt.snmp_error`. */
  walk(root: string, signal?: AbortSignal): AsyncIterable<readonly [oid: string, value: SnmpValue]>;
  /**
   * Reads columns of one table side by side, many requests at once where the agent bears it. Rows come as they arrive: in order
   * within a part of the index space, in no order between the parts, each once. A cell that is missing between others is asked for
   * once more. An agent that answers out of order or in a loop is `olt.snmp_error`.
   */
  sweep?(columns: readonly string[], options?: SweepOptions): AsyncIterable<SweepRow>;
  close(): Promise<void>;
}
