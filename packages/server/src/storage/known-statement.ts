import pg, { type DatabaseError, type FieldDef } from 'pg';

/** What a statement answers. */
export interface Answer {
  readonly command: string;
  readonly rowCount: number | null;
  readonly rows: Record<string, unknown>[];
}

/** What goes out on a connection of `pg`, and what its client listens to. */
export interface Wire {
  parse(statement: { readonly name: string; readonly text: string }): void;
  bind(run: { readonly statement: string; readonly values: readonly unknown[] }): void;
  describe(what: { readonly type: 'P' }): void;
  execute(): void;
  close(what: { readonly type: 'S'; readonly name: string }): void;
  sync(): void;
  emit(event: 'readyForQuery', message: { readonly status: 'T' }): void;
  emit(event: 'errorMessage', message: Error): void;
  prependOnceListener(event: 'readyForQuery', listener: () => void): void;
}

/** What a connection answers with each row of a statement; it stays as long as PostgreSQL has the statement under its name. */
interface Columns {
  readonly names: readonly string[];
  readonly readers: readonly ((text: string) => unknown)[];
  readonly blank: Readonly<Record<string, unknown>>;
}

/** What is under way on one connection, and what is known of it. */
export interface Desk {
  /** By the statement's name. */
  readonly described: Map<string, Columns>;
  readonly readerOf: (type: number) => (text: string) => unknown;
  /** Called before something goes out: what goes out in one turn of the event loop travels together. */
  gather(): void;
  /** The last of those that still wait for the Sync that ends them. */
  waiting: KnownStatement | null;
}

/**
 * A run of a statement that a connection knows by its name: parsed and described once, bound and executed afterwards. What is
 * given in one turn of the event loop has one Sync, with which PostgreSQL answers all of it at once.
 */
export class KnownStatement {
  /** For whoever measures or instruments `pg`. */
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
  callback: (error: Error | null, answer?: Answer) => void;
  readonly #desk: Desk;
  readonly #sent: readonly unknown[];
  readonly #rows: Record<string, unknown>[] = [];
  #columns: Columns | undefined;
  #end = '';
  #fault: Error | undefined;
  /** Whether PostgreSQL says itself when it is ready after this one. */
  #isLast = true;

  constructor(
    desk: Desk,
    { name, text }: { readonly name: string; readonly text: string },
    values: readonly unknown[],
    callback: (error: Error | null, answer?: Answer) => void,
  ) {
    this.name = name;
    this.text = text;
    this.values = values;
    this.#sent = values.map(toWire);
    this.callback = callback;
    this.#desk = desk;
  }

  submit(wire: Wire): null {
    const { name, text } = this;
    const { described } = this.#desk;
    this.#desk.gather();
    this.#columns = described.get(name);
    if (!this.#columns) {
      // No error where there is none; one of this name is there if it was not described, or not as it would be now.
      wire.close({ type: 'S', name });
      wire.parse({ name, text });
    }
    wire.bind({ statement: name, values: this.#sent });
    if (!this.#columns) wire.describe({ type: 'P' });
    wire.execute();
    this.#isLast = false;
    this.#desk.waiting = this;
    return null;
  }

  /** Ends what was given together. */
  static end(desk: Desk, wire: Wire): void {
    if (!desk.waiting) return;
    desk.waiting.#isLast = true;
    desk.waiting = null;
    wire.sync();
  }

  handleRowDescription({ fields }: { readonly fields: readonly FieldDef[] }): void {
    const names = fields.map(({ name }) => name);
    this.#columns = {
      names,
      readers: fields.map(({ dataTypeID }) => this.#desk.readerOf(dataTypeID)),
      blank: Object.fromEntries(names.map((name) => [name, null])),
    };
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    if (!this.#columns || this.#fault) return;
    const { names, readers, blank } = this.#columns;
    const row = { ...blank };
    try {
      for (let at = 0; at < names.length; at += 1) {
        const text = fields[at] as string | null;
        if (text !== null) row[names[at] as string] = (readers[at] as (text: string) => unknown)(text);
      }
    } catch (error) {
      this.#fault = error as Error;
    }
    this.#rows.push(row);
  }

  handleCommandComplete({ text }: { readonly text: string }, wire: Wire): void {
    this.#end = text;
    this.#desk.described.set(this.name, this.#columns ?? noColumns);
    if (!this.#isLast) wire.emit('readyForQuery', { status: 'T' });
  }

  handleReadyForQuery(): void {
    if (this.#fault) {
      this.callback(this.#fault);
      return;
    }
    const [command = '', ...counts] = this.#end.split(' ');
    const count = counts.at(-1);
    this.callback(null, { command, rowCount: count === undefined ? null : Number(count), rows: this.#rows });
  }

  handleError(error: Error, wire: Wire): void {
    if ((error as Partial<DatabaseError>).code === changedColumns) this.#desk.described.clear();
    this.callback(error);
    if (this.#isLast) return;
    // PostgreSQL passes over what comes before the Sync and says nothing of it.
    const passOver = () => {
      wire.emit('readyForQuery', { status: 'T' });
      wire.emit('errorMessage', new PassedOver());
    };
    if (error instanceof PassedOver) passOver();
    else wire.prependOnceListener('readyForQuery', passOver);
  }
}

// In pipeline mode a client takes queries of its own class only. What its constructor builds for each is not needed here.
Object.setPrototypeOf(KnownStatement.prototype, pg.Query.prototype);

const { prepareValue } = (pg as unknown as { readonly utils: { prepareValue(value: unknown): unknown } })
  .utils;

function toWire(value: unknown): unknown {
  return typeof value === 'string' ? withoutNul(value) : prepareValue(value);
}

/** A NUL, which PostgreSQL keeps in no text (SQLSTATE 22021), becomes U+FFFD. */
export function withoutNul(value: unknown): unknown {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value;
}

const noColumns: Columns = { names: [], readers: [], blank: {} };

/** `cached plan must not change result type`: the tables were changed since the statement was parsed. */
export const changedColumns = '0A000';

/** What PostgreSQL says of a statement behind one that failed. */
class PassedOver extends pg.DatabaseError {
  override readonly code = '25P02';

  constructor() {
    super('current transaction is aborted, commands ignored until end of transaction block', 0, 'error');
  }
}
