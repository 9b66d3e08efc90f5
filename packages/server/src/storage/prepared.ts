import type { Compilable, CompiledQuery, Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** Stands for the one value that changes from run to run. */
const placeholder = '\u0001value\u0001';

/**
 * A statement that is asked with every request: built, guarded and compiled once for each view of the database, then run
 * with another value. Not for transactions, each of which is a view of its own.
 */
export function prepared<Row>(build: (db: Kysely<Tables>, value: string) => Compilable<Row>) {
  const known = new WeakMap<Kysely<Tables>, CompiledQuery<Row>>();
  return async (db: Kysely<Tables>, value: string): Promise<Row | undefined> => {
    const compiled = known.get(db) ?? build(db, placeholder).compile();
    known.set(db, compiled);
    const parameters = compiled.parameters.map((each) => (each === placeholder ? value : each));
    const { rows } = await db.executeQuery<Row>({ ...compiled, parameters });
    return rows[0];
  };
}
