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
}

/** One connection has one after the other. */
export interface Transaction {
  /** What is run with its end, in this order. */
  readonly last: GivenStatement[];
  /** Whether others of the tenant may run beside it, see `SharedTurn`. */
  isShared: boolean;
}

export interface StatementResult {
  readonly rows: readonly unknown[];
  readonly changed: number;
}

/** A statement with its values, not run yet. */
export type GivenStatement = (db: Kysely<Tables>) => Promise<unknown>;

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

/** Lets a statement travel with the end of its transaction, which fails where it does. What it answers is not seen. */
export function finishWith(db: Kysely<Tables>, statement: GivenStatement): void {
  const { transaction } = viewOf(db);
  if (!transaction) throw new TypeError('not in a transaction');
  transaction.last.push(statement);
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
