import { CompiledQuery, type Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** One way into the database as one tenant: a transaction, or statements each for itself. */
export interface View {
  readonly tenantId: string;
  /** The tenant's views share their statements by it; it lives as long as the tenant is remembered. */
  readonly home: object;
  /**
   * Hands a statement to the engine before it returns: statements that are given one after the other without waiting run in
   * this order, and where the engine can, travel together.
   */
  run(sql: string, parameters: readonly unknown[]): Promise<StatementResult>;
  /** Where it is a transaction. */
  readonly transaction?: Transaction;
  /** Whether a statement may write in its `with`, and use what that answers. */
  readonly chains?: boolean;
}

/** One connection has one after the other. */
export interface Transaction {
  /** What is run with its end: writes of rows nobody else in it touches, so in any order and, where the engine can, as one statement. */
  readonly apart: GivenStatement[];
  /** What is run behind those, in this order. */
  readonly last: GivenStatement[];
  /** Whether others of the tenant may run beside it, see `SharedTurn`. */
  isShared: boolean;
}

export interface StatementResult {
  readonly rows: readonly unknown[];
  readonly changed: number;
}

/** A statement as the engine takes it. */
export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** A statement with its values, not run yet. */
export type GivenStatement = (db: Kysely<Tables>) => Statement;

const views = new WeakMap<Kysely<Tables>, View>();

/** Says of a database whose view it is. */
export function asView(
  db: Kysely<Tables>,
  view: Omit<View, 'home'> & { readonly home?: object },
): Kysely<Tables> {
  views.set(db, { ...view, home: view.home ?? db });
  return db;
}

/** The view a database is; every engine says it of all it gives out. */
export function viewOf(db: Kysely<Tables>): View {
  const view = views.get(db);
  if (!view) throw new TypeError('not a view of a tenant');
  return view;
}

/** Lets statements travel with the end of their transaction, which fails where they do. What they answer is not seen. */
export function finishWith(
  db: Kysely<Tables>,
  { apart = [], last = [] }: Partial<Pick<Transaction, 'apart' | 'last'>>,
): void {
  const { transaction } = viewOf(db);
  if (!transaction) throw new TypeError('not in a transaction');
  transaction.apart.push(...apart);
  transaction.last.push(...last);
}

/** Runs a statement that was given. */
export function runGiven(db: Kysely<Tables>, statement: GivenStatement): Promise<StatementResult> {
  const { sql, parameters } = statement(db);
  return viewOf(db).run(sql, parameters);
}

/** Runs a statement through Kysely, which waits until the connection is free. */
export async function runThrough(
  db: Kysely<Tables>,
  text: string,
  parameters: readonly unknown[],
): Promise<StatementResult> {
  const { rows, numAffectedRows = 0n } = await db.executeQuery(CompiledQuery.raw(text, [...parameters]));
  return { rows, changed: Number(numAffectedRows) };
}
