import type { Compilable, Kysely } from 'kysely';
import { renumber } from './renumber.ts';
import type { Tables } from './tables.ts';
import { type GivenStatement, type Statement, viewOf } from './view.ts';

/** What a statement is built with: the tenant is a constant of it, its values stand for those of each run. */
export interface Blank<Values> {
  readonly db: Kysely<Tables>;
  readonly tenantId: string;
  readonly value: Values;
}

interface Known {
  readonly sql: string;
  /** In the order of the parameters: the name of a value, or null for the constant in its place. */
  readonly names: readonly (string | null)[];
  readonly constants: readonly unknown[];
}

const mark = '\u0001value\u0001';

/**
 * A statement that is asked often: built, guarded and compiled once a tenant, then run with other values. Values that change
 * the text (what is optional, how long a list is) make the `shape`.
 */
export function prepared<Values extends object, Row, Shape extends string | boolean = never>(
  build: (blank: Blank<Values>, shape: Shape) => Compilable<Row>,
) {
  const known = new WeakMap<object, Map<Shape | undefined, Known>>();

  type ShapeOf = [Shape] extends [never] ? [] : [shape: Shape];

  const give = (db: Kysely<Tables>, values: Values, [shape]: ShapeOf): Statement => {
    const { home, tenantId } = viewOf(db);
    const shapes = known.get(home) ?? new Map<Shape | undefined, Known>();
    let statement = shapes.get(shape);
    if (!statement) {
      statement = compile(build({ db, tenantId, value: blankValues as Values }, shape as Shape), tenantId);
      known.set(home, shapes.set(shape, statement));
    }
    const given = values as Record<string, unknown>;
    const { names, constants } = statement;
    const parameters = names.map((name, at) => (name === null ? constants[at] : given[name]));
    return { sql: statement.sql, parameters };
  };

  const run = async (
    db: Kysely<Tables>,
    values: Values,
    ...shape: ShapeOf
  ): Promise<{ readonly rows: Row[]; readonly changed: number }> => {
    const { sql, parameters } = give(db, values, shape);
    const { rows, changed } = await viewOf(db).run(sql, parameters);
    return { rows: rows as Row[], changed };
  };
  return Object.assign(run, {
    /** The statement with its values, to be run later. */
    given:
      (values: Values, ...shape: ShapeOf): GivenStatement =>
      (db) =>
        give(db, values, shape),
  });
}

const blankValues = new Proxy({}, { get: (_, name) => `${mark}${String(name)}` });

/** The tenant, which a statement names with every table, goes along once. */
function compile(query: Compilable<unknown>, tenantId: string): Known {
  const { sql, parameters } = query.compile();
  const constants: unknown[] = [];
  const places = parameters.map((each) => {
    const known = each === tenantId ? constants.indexOf(each) : -1;
    return known === -1 ? constants.push(each) : known + 1;
  });
  const names = constants.map((each) =>
    typeof each === 'string' && each.startsWith(mark) ? each.slice(mark.length) : null,
  );
  return { sql: renumber(sql, (number) => places[number - 1] as number), names, constants };
}
